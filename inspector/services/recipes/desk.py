"""Where people see products and revisions, make new ones, and put them in use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from inspector.clock import utc_datetime, utc_ns
from inspector.config.recipe import parse_recipe
from inspector.domain.errors.config import RecipeInvalidError
from inspector.domain.errors.recipe import RevisionUnknownError, SignOffRefusedError
from inspector.domain.phrases.recipes import RecipePhrase
from inspector.domain.recipe_revision import RecipeRelease, RecipeRevision, RecipeStore
from inspector.services.people.approval_file import Request
from inspector.services.people.audit import Actor, AuditTrail
from inspector.services.recipes.book import MODELS_OWN, RecipeBook
from inspector.services.recipes.changes import Course, RecipeChanges
from inspector.services.recipes.content import content_of, differences, recipe_toml
from inspector.services.recipes.drafts import draft_row
from inspector.wire.reasons import phrases_of
from inspector.wire.recipes import (
    ChangeCourse,
    ChangeoverRequest,
    ProductList,
    ProductRow,
    RecipeDiff,
    RecipeText,
    RevisionList,
    RevisionRequest,
    RevisionRow,
)


@dataclass(frozen=True, slots=True)
class LineState:
    """What the line says of its recipes: the product in force, and what the PLC asks for."""

    in_force: str
    plc_request: int


class RecipeDesk:
    """All methods may be called from several threads.

    Args:
        store: The revisions.
        book: What is in use.
        changes: Puts revisions in use.
        line: What the line says.
        audit: Where it is written down who did what.
    """

    def __init__(
        self,
        store: RecipeStore,
        book: RecipeBook,
        changes: RecipeChanges,
        line: Callable[[], LineState],
        audit: AuditTrail,
    ) -> None:
        self._store = store
        self._book = book
        self._changes = changes
        self._line = line
        self._audit = audit

    def products(self) -> ProductList:
        """All products in the order of their numbers, drafts, and the last change."""
        releases, line = self._store.releases(), self._line()
        rows = [
            self._product(each.recipe.recipe_id, releases, line.in_force)
            for each in self._book.recipes
        ]
        return ProductList(
            products=sorted(rows, key=lambda row: (row.number, row.recipe_id)),
            drafts=[draft_row(each) for each in self._store.drafts()],
            course=_course(self._changes.course),
            plc_request=line.plc_request,
        )

    def revisions(self, recipe_id: str) -> RevisionList:
        """All revisions of one product, newest first.

        Raises:
            RevisionUnknownError: nobody ever made one.
        """
        kept = self._store.revisions(recipe_id)
        if not kept:
            raise RevisionUnknownError(RecipePhrase.PRODUCT_UNKNOWN(found=recipe_id))
        in_use = self._book.find(recipe_id)
        used = "" if in_use is None else in_use.recipe.revision
        signed = _last_by_revision(self._store.releases())
        return RevisionList(
            revisions=[_revision_row(each, signed.get(each.revision), used) for each in kept]
        )

    def text(self, revision: str) -> RecipeText:
        """One revision; raises as :meth:`revisions`."""
        text = self._store.recipe_text(revision)
        return RecipeText(revision=revision, text=text, content=content_of(text))

    def difference(self, old: str, new: str) -> RecipeDiff:
        """What differs between two revisions; raises as :meth:`revisions`."""
        before = content_of(self._store.recipe_text(old))
        after = content_of(self._store.recipe_text(new))
        return RecipeDiff(old=old, new=new, changes=differences(before, after))

    def make(self, actor: Actor, request: RevisionRequest) -> RevisionRow:
        """Keep a revision for ever; nothing is judged by it before it is signed off.

        Raises:
            RecipeInvalidError: with every fault.
            RevisionUnknownError: there is no such parent.
        """
        recipe = parse_recipe(request.content)
        parent = None if request.parent is None else self._store.revision(request.parent)
        if parent is not None and parent.revision == recipe.revision:
            raise RecipeInvalidError(
                RecipePhrase.NOTHING_CHANGED(), remedy=RecipePhrase.CHANGE_SOMETHING()
            )
        with self._audit.recorded(actor, "recipe.revise", recipe.recipe_id) as entry:
            entry.old, entry.new = request.parent, recipe.revision
            kept = self._store.add(
                RecipeRevision(
                    recipe.revision,
                    recipe.recipe_id,
                    recipe.number,
                    recipe_toml(recipe),
                    utc_ns(),
                    "" if parent is None else parent.folder,
                    request.parent,
                    actor.name,
                    request.note.strip(),
                )
            )
        signed = _last_by_revision(self._store.releases())
        return _revision_row(kept, signed.get(kept.revision), "")

    def to_sign_off(self, revision: str) -> Request:
        """What a second person is shown of a sign-off.

        Raises:
            RevisionUnknownError: there is no such revision.
            SignOffRefusedError: it is in use already.
        """
        wanted = self._signable(revision)
        in_use = self._book.find(wanted.recipe_id)
        changes: list[dict[str, object]] = []
        if in_use is not None:
            told = self.difference(in_use.recipe.revision, revision).changes
            changes = [each.model_dump(mode="json") for each in told]
        return Request(wanted.recipe_id, {"revision": revision, "changes": changes}, wanted.note)

    def sign_off(self, actor: Actor, revision: str, note: str) -> ProductList:
        """Begin to put a revision in use, a new one or one of before.

        Raises:
            RevisionUnknownError: there is no such revision.
            SignOffRefusedError: it is in use already.
            ChangeoverRefusedError: another change is under way.
        """
        wanted = self._signable(revision)
        self._audit.note(actor, "recipe.sign_off.ask", wanted.recipe_id)
        self._changes.sign_off(actor, wanted, note.strip())
        return self.products()

    def _signable(self, revision: str) -> RecipeRevision:
        wanted = self._store.revision(revision)
        in_use = self._book.find(wanted.recipe_id)
        if in_use is not None and in_use.recipe.revision == revision:
            raise SignOffRefusedError(RecipePhrase.REVISION_IN_USE(revision=revision[:12]))
        return wanted

    def change_over(self, actor: Actor, request: ChangeoverRequest) -> ProductList:
        """Begin to change over; raises as :meth:`RecipeChanges.change_over`."""
        self._audit.note(actor, "recipe.change_over.ask", request.recipe_id)
        self._changes.change_over(actor, request.recipe_id, within_lot=request.within_lot)
        return self.products()

    def _product(
        self, recipe_id: str, releases: Sequence[RecipeRelease], in_force: str
    ) -> ProductRow:
        found = self._book.find(recipe_id)
        if found is None:
            raise RevisionUnknownError(RecipePhrase.PRODUCT_UNKNOWN(found=recipe_id))
        revision = found.recipe.revision
        own = [each for each in releases if each.recipe_id == recipe_id]
        last = next((each for each in reversed(own) if each.revision == revision), None)
        signed = {each.revision for each in own}
        kept = self._store.revisions(recipe_id)
        source = self._book.sources.of(recipe_id)
        return ProductRow(
            recipe_id=recipe_id,
            number=found.recipe.number,
            revision=revision,
            in_force=recipe_id == in_force,
            signed_off_by="" if last is None else last.person,
            signed_off_at=None if last is None else utc_datetime(last.utc_ns),
            file="" if source == MODELS_OWN else source,
            waiting=sum(each.revision not in signed for each in kept),
        )


def _last_by_revision(releases: Sequence[RecipeRelease]) -> dict[str, RecipeRelease]:
    return {each.revision: each for each in releases}


def _revision_row(kept: RecipeRevision, signed: RecipeRelease | None, used: str) -> RevisionRow:
    return RevisionRow(
        revision=kept.revision,
        recipe_id=kept.recipe_id,
        number=kept.number,
        at=utc_datetime(kept.utc_ns),
        by=kept.person,
        note=kept.note,
        parent=kept.parent,
        signed_off_by="" if signed is None else signed.person,
        signed_off_at=None if signed is None else utc_datetime(signed.utc_ns),
        sign_off_note="" if signed is None else signed.note,
        signed_off=signed is not None,
        in_use=kept.revision == used,
    )


def _course(course: Course | None) -> ChangeCourse | None:
    if course is None:
        return None
    fault = course.fault
    return ChangeCourse(
        recipe_id=course.recipe_id,
        revision=course.revision,
        by=course.by,
        phase=course.phase,
        code="" if fault is None else fault.code,
        message="" if fault is None else fault.detail,
        remedy="" if fault is None else fault.remedy,
        **phrases_of(fault),
    )
