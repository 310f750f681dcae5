"""Share: what is published where and when, and what still waits (post review)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from typing import Any, ClassVar

from textual.binding import BindingType

from workshop_tui.review.forms import form_of
from workshop_tui.review.sharing import Said, Sharing, sharing
from workshop_tui.tui import share_rows as rows
from workshop_tui.tui.commands import Area
from workshop_tui.tui.keys import both, keys
from workshop_tui.tui.planning import today, write_into
from workshop_tui.tui.screens.overview import OverviewScreen
from workshop_tui.tui.widgets.line_list import Row
from workshop_tui.tui.widgets.missing_pane import Gap

_FORMS = {"section": "narrative"}


class ShareScreen(OverviewScreen):
    """Publications, the family, recommendations, comments, sections of the report."""

    PLACE = "5 Share"
    AREA = Area.SHARE
    BINDINGS: ClassVar[list[BindingType]] = [*both(Area.SHARE), *keys("2,f2", "event")]
    NEWS = frozenset(
        {
            *("publication", "family_member", "narrative", "comment", "recommendation"),
            *("recommendation_finding", "consideration"),
        }
    )
    now: Sharing

    def look(self) -> None:
        """Read what is shared and what waits."""
        self.now = sharing(self.desk.read)

    def headline(self) -> tuple[str, Sequence[str]]:
        """What waits."""
        return "Share:", rows.headline(self.now)

    def list_rows(self) -> Iterator[Row]:
        """Each under its heading."""
        yield from rows.share_rows(self.now)

    def about_row(self, row: Row) -> tuple[str, Sequence[Gap]]:
        """Everything about a row; kind words where there is nothing yet."""
        name = str(row.at[0])
        if row.what == "none":
            return form_of(name).title, rows.of_nothing(name)
        if row.what == "form":
            return form_of(name).title, [Gap(form_of(name).about, "")]
        return row.what, list(self._about(row.what, name))

    def _about(self, what: str, name: str) -> Iterator[Gap]:
        now = self.now
        if what == "publication":
            yield from rows.of_publication(
                next(one for one in now.publications if one.publication.uid == name)
            )
        elif what == "recommendation":
            yield from rows.of_recommendation(
                next(one for one in now.recommendations if one.recommendation.uid == name)
            )
        elif what == "comment":
            yield from rows.of_comment(self._said(name))
        else:
            yield from rows.of_section(next(one for one in now.sections if one.name == name))

    def _said(self, uid: str) -> Said:
        return next(one for one in self.now.comments if one.comment.uid == uid)

    def open_row(self, row: Row) -> None:
        """To the form of the row."""
        name = str(row.at[0])
        if row.what == "section":
            section = next(one for one in self.now.sections if one.name == name)
            self.to_form("narrative", section.uid or "new")
        elif row.what == "none":
            self.to_form(name, "new")
        else:
            self.to_form(*((name, "") if row.what == "form" else (row.what, name)))

    # -- working ------------------------------------------------------------------------------

    def _item(self, asked: str) -> str:
        row = self.rows.row
        if row is not None and row.what == "publication":
            return str(row.at[0])
        self.say(asked)
        return ""

    def action_sign_off(self) -> None:
        """Say who signed it off, today."""
        uid = self._item("Choose what was signed off.")
        if not uid:
            return

        def save(text: str) -> Future[Any]:
            values = {"signed_by": text, "signed": today()}
            return self.live.seat.forms.change("publication", uid, values)

        write_into(self.line, "Signed off by?", f"signed:{uid}", save, "Signed off, today.")

    def action_settle(self) -> None:
        """Published or told today; a comment gets its reply."""
        row = self.rows.row
        if row is not None and row.what == "comment":
            self._reply(self._said(str(row.at[0])))
            return
        uid = self._item("Choose what was published or told, or a comment to reply to.")
        if uid:
            future = self.live.seat.forms.change("publication", uid, {"published": today()})
            self.live.do(future, lambda _: self.say("Noted as done today; u takes it back."))

    def _reply(self, said: Said) -> None:
        uid = said.comment.uid

        def save(text: str) -> Future[Any]:
            base = {"reply": said.comment.reply}
            return self.live.seat.forms.change("comment", uid, {"reply": text}, base)

        question = f"Reply to {said.who} on {said.outcome}:"
        write_into(self.line, question, f"reply:{uid}", save, "The reply is kept.")

    def action_new_here(self) -> None:
        """Add one more of what is highlighted."""
        row = self.rows.row
        if row is not None:
            own = str(row.at[0]) if row.what in ("none", "form") else row.what
            self.to_form(_FORMS.get(own, own), "new")
