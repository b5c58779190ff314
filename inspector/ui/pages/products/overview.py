"""All products on the left; the chosen one with its revisions on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.ui.pages.products.product_list import ProductList
from inspector.ui.pages.products.revision_card import RevisionCard
from inspector.ui.widgets.text.labels import row
from inspector.ui.widgets.text.translated import TranslatedWidget

if TYPE_CHECKING:
    from inspector.ui.actions.board import ActionBoard
    from inspector.ui.pages.products.desk import ProductDesk

_LEFT_SHARE, _RIGHT_SHARE = 42, 58


class ProductOverview(TranslatedWidget):
    """What there is, what is in force, and the buttons that change it."""

    def __init__(self, board: ActionBoard, desk: ProductDesk) -> None:
        super().__init__()
        self.list = ProductList(board, desk)
        self.card = RevisionCard(board, desk, lambda: self.list.draft_id)
        self.list.chosen.connect(self.card.show_chosen)
        whole = row(spacing=12)
        whole.addWidget(self.list, _LEFT_SHARE)
        whole.addWidget(self.card, _RIGHT_SHARE)
        self.setLayout(whole)
        self.retranslate()

    def retranslate(self) -> None:
        """Show every text again."""
        self.list.retranslate()
        self.card.retranslate()
