"""Recipes that somebody is setting up: kept by the station until they are a revision."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection

from inspector.clock import utc_datetime, utc_ns
from inspector.config.recipe import parse_recipe
from inspector.config.station import StationConfig
from inspector.domain.errors.config import ConfigError
from inspector.domain.phrase import Phrase, phrase_of
from inspector.domain.recipe import DecisionLimits
from inspector.domain.recipe_revision import RecipeDraft, RecipeStore
from inspector.services.people.audit import Actor, AuditTrail
from inspector.services.recipes.book import RecipeBook, folder_of
from inspector.services.recipes.content import Content, content_of, differences
from inspector.services.recipes.recipe_set import require_together, signed_off_recipe
from inspector.wire.recipe_drafts import DraftChange, DraftRequest, DraftState
from inspector.wire.recipes import DraftRow

_FIRST_STEP = "camera"


class DraftDesk:
    """All methods may be called from several threads.

    Args:
        store: Where drafts are kept.
        book: The recipes in use, beside which a draft must be able to stand.
        config: The station file.
        defects: The defect classes of the model in force.
        limits: What that model recommends; a product begins with them.
        audit: Where it is written down who did what.
    """

    def __init__(
        self,
        store: RecipeStore,
        book: RecipeBook,
        config: StationConfig,
        defects: Callable[[], Collection[str]],
        limits: Callable[[], DecisionLimits],
        audit: AuditTrail,
    ) -> None:
        self._store = store
        self._book = book
        self._config = config
        self._defects = defects
        self._limits = limits
        self._audit = audit

    def begin(self, actor: Actor, request: DraftRequest) -> DraftState:
        """Begin a draft.

        Raises:
            RevisionUnknownError: there is no such parent.
            RecipeInvalidError: the name is none.
            ModelError: the model in force cannot be read any more.
        """
        if request.parent is None:
            content: Content = {"schema_version": 1, "limits": self._limits().table()}
        else:
            content = content_of(self._store.recipe_text(request.parent))
        content |= {"recipe_id": request.recipe_id, "number": request.number}
        parse_recipe(content)
        with self._audit.recorded(actor, "recipe.draft", request.recipe_id):
            kept = self._keep(actor, RecipeDraft(0, "", request.parent, "", 0, 0, ""), content, "")
        return self._state(kept)

    def draft(self, draft_id: int) -> DraftState:
        """One draft.

        Raises:
            DraftUnknownError: there is none of this number.
        """
        return self._state(self._store.draft(draft_id))

    def change(self, actor: Actor, draft_id: int, request: DraftChange) -> DraftState:
        """Keep what stands in a draft now, whether it is right or not.

        Raises:
            DraftUnknownError: there is none of this number.
            DraftChangedError: somebody else has changed it meanwhile.
        """
        present = self._store.draft(draft_id)
        known = RecipeDraft(
            draft_id, "", present.parent, present.step, request.version, present.utc_ns, ""
        )
        before = json.loads(present.content)
        with self._audit.recorded(
            actor, "recipe.change_draft", str(before.get("recipe_id", ""))
        ) as entry:
            changes = differences(before, request.content)
            entry.old = {each.path: each.old for each in changes}
            entry.new = {each.path: each.new for each in changes}
            kept = self._keep(actor, known, request.content, request.step)
        return self._state(kept)

    def drop(self, actor: Actor, draft_id: int) -> None:
        """Forget a draft; raises as :meth:`draft`."""
        content = json.loads(self._store.draft(draft_id).content)
        with self._audit.recorded(actor, "recipe.drop_draft", str(content.get("recipe_id", ""))):
            self._store.drop_draft(draft_id)

    def _keep(self, actor: Actor, draft: RecipeDraft, content: Content, step: str) -> RecipeDraft:
        return self._store.keep_draft(
            RecipeDraft(
                draft.draft_id,
                json.dumps(content, ensure_ascii=False),
                draft.parent,
                step or draft.step or _FIRST_STEP,
                draft.version,
                utc_ns(),
                actor.name,
            )
        )

    def _state(self, draft: RecipeDraft) -> DraftState:
        content = json.loads(draft.content)
        return DraftState(
            draft_id=draft.draft_id,
            version=draft.version,
            content=content,
            parent=draft.parent,
            step=draft.step,
            by=draft.person,
            at=utc_datetime(draft.utc_ns),
            faults=self._faults(content, draft.parent),
        )

    def _faults(self, content: Content, parent: str | None) -> list[Phrase]:
        try:
            recipe = parse_recipe(content)
            of = None if parent is None else self._store.revision(parent)
            candidate = signed_off_recipe(
                recipe, folder_of(of, self._config), tuple(self._config.views)
            )
            require_together(self._book.with_revision(candidate), self._config, self._defects())
        except ConfigError as error:
            return list(map(phrase_of, error.said))
        return []


def draft_row(draft: RecipeDraft) -> DraftRow:
    """A draft in a list."""
    content = json.loads(draft.content)
    return DraftRow(
        draft_id=draft.draft_id,
        recipe_id=str(content.get("recipe_id", "")),
        step=draft.step,
        by=draft.person,
        at=utc_datetime(draft.utc_ns),
    )
