"""What would the verdicts have been?"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from inspector.api.parameters import PageLimit, Position
from inspector.api.replies import RIGHT_MISSING, error_replies
from inspector.api.rights import needs
from inspector.domain.evaluation import Evaluation
from inspector.domain.people import Right
from inspector.services.people.audit import Actor
from inspector.services.people.desk import PeopleDesk
from inspector.services.what_if.desk import WhatIfDesk
from inspector.wire.what_if import ChangedPage, WhatIfQuestion, WhatIfState

PATIENCE_S = 0.7
"""How long an answer is waited for before a client has to ask again."""
_UNKNOWN = "The station knows no such question any more."
_NOTHING = "The question builds on one, on a model, or on a recipe revision that is not here."
_NOT_NOW = "Too many questions wait, or the scores that this one builds on are not kept."

_Id = Annotated[str, Path(pattern=r"^[0-9a-f]{12}$")]


def what_if_router(questions: WhatIfDesk, people: PeopleDesk) -> APIRouter:
    """Routes below ``/v1/what-if``; the handlers run in worker threads."""
    router = APIRouter(prefix="/v1/what-if", tags=["history"])
    quality = needs(people, Right.REVIEW)

    @router.post(
        "",
        responses=error_replies(FORBIDDEN=RIGHT_MISSING, NOT_FOUND=_NOTHING, CONFLICT=_NOT_NOW),
    )
    def ask(question: WhatIfQuestion, actor: Actor = quality) -> WhatIfState:
        """Decide past parts again by other limits, another model or another recipe.

        Nothing is stored and nobody acts on it. Stored scores are decided at once; pictures are
        judged while the line leaves time, and the answer so far can be read meanwhile.
        """
        return questions.ask(actor, question, PATIENCE_S)

    @router.get("/{question_id}", responses=error_replies(NOT_FOUND=_UNKNOWN))
    def state(question_id: _Id) -> WhatIfState:
        """How far a question is answered; the station keeps the last few until it ends."""
        return questions.state(question_id)

    @router.post(
        "/{question_id}/cancel",
        responses=error_replies(FORBIDDEN=RIGHT_MISSING, NOT_FOUND=_UNKNOWN),
    )
    def cancel(question_id: _Id, actor: Actor = quality) -> WhatIfState:
        """Leave off; the answer is that of the parts that were looked at."""
        return questions.cancel(question_id)

    @router.get("/{question_id}/parts", responses=error_replies(NOT_FOUND=_UNKNOWN))
    def parts(
        question_id: _Id,
        would_be: Annotated[Evaluation | None, Query()] = None,
        before: Annotated[Position | None, Query()] = None,
        limit: PageLimit = 100,
    ) -> ChangedPage:
        """The parts that would change, newest first, with what each would be.

        They are a filter of the history, too: ``what_if`` of ``/v1/results`` and ``/v1/exports``.
        """
        return questions.page(question_id, would_be, before, limit)

    return router
