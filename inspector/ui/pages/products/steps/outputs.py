"""The I/O test: outputs by hand, while the station is in maintenance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.ui.actions.window import WindowAction
from inspector.ui.i18n.language import translate
from inspector.ui.line_watch import LineWatch
from inspector.ui.pages.keys import PageKey
from inspector.ui.pages.products.panel import SetUpBench, SetUpPanel
from inspector.ui.widgets.plc.link_card import LinkCard
from inspector.ui.widgets.plc.output_card import OutputCard
from inspector.ui.widgets.text.labels import column, label, row

if TYPE_CHECKING:
    from inspector.wire.plc import PlcState


class OutputPanel(SetUpPanel):
    """The link, the switch of the maintenance, and the outputs."""

    def __init__(self, bench: SetUpBench) -> None:
        super().__init__(bench)
        board = bench.context.board
        self._maintenance = bench.context.maintenance
        self._state: PlcState | None = None
        self.watcher = LineWatch(bench.context.line_requests, self)
        self.link, self.outputs = LinkCard(), OutputCard()
        self.hint = label("muted", wrap=True)
        top = row(self.link, board.button(WindowAction.MAINTENANCE, "control"), spacing=10)
        top.setStretch(0, 1)
        layout = column(top, self.hint, self.outputs, spacing=10)
        layout.addWidget(board.button(PageKey.IO))
        layout.addStretch(1)
        self.setLayout(layout)
        self.watcher.told.connect(self._show_state)
        self.outputs.forced.connect(self._maintenance.force)
        self._maintenance.changed.connect(self._show_outputs)
        self.retranslate()

    def watch(self, watched: bool) -> None:
        """Ask for the outputs while somebody looks."""
        self.watcher.watch(watched)

    def retranslate(self) -> None:
        """Show every text again."""
        self.hint.setText(
            translate(
                "Products",
                "Stop the station, begin the maintenance, then switch each output and see what "
                "moves. All parts are rejected meanwhile; all outputs are released at the end.",
            )
        )

    def _show_state(self, state: PlcState) -> None:
        self._state = state
        self.link.show_link(state.link)
        self.link.show_stale(False)
        self._show_outputs()

    def _show_outputs(self) -> None:
        if self._state is not None:
            self.outputs.show_outputs(
                self._state.outputs,
                self._maintenance.forced,
                permitted=self._maintenance.active,
            )
