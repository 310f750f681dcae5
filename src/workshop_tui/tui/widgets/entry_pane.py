"""The entry as its source said it: date, agency, wording, every column."""

from __future__ import annotations

from textual.content import Content

from workshop_tui.practice.records import Entry
from workshop_tui.practice.text import one_line, visible
from workshop_tui.tui.commands import key_of
from workshop_tui.tui.desk import Desk
from workshop_tui.tui.widgets.blocks import Blocks

_LOW = 9  # lines
_FLAG_WORDS = {"undated": "no date in the source", "partial-date": "date known only in part"}


class EntryPane(Blocks):
    """Shows one entry; long ones scroll.

    Attributes:
        expanded: Whether what was said before about the entry is shown in full, or a line each.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="entry")
        self.border_title = "Entry"
        self._desk = desk
        self._shown: int | None = None
        self._source = False
        self._short = False
        self.expanded = False

    def show(self, *, source: bool = False) -> None:
        """Show the desk's entry.

        Args:
            source: Also where it stands in the agency's document.
        """
        self._source = source
        self._paint_border()
        entry = self._desk.entry
        if entry is None:
            self.set_blocks([Content(_EMPTY.format(key=key_of("import", self._desk.seat.role)))])
            return
        title = Content.styled(self._title(entry), "$text-muted")
        signs = self._desk.signs(entry)
        marks = [Content.styled(signs, "bold $text-warning")] if signs else []
        hidden = self._desk.hides(entry)
        if hidden:
            when: list[Content] = []
            parts = [Content(""), Content(entry.text)]
        else:
            when, parts = self._when(entry), self._parts(entry, source)
        self._short = self._is_short()
        if self._short:  # beside a card: the wording matters more than air
            title = Content(" · ").join([title, *when])
            when, parts = [], parts[1:] if parts and not parts[0].plain else parts
        self.set_blocks([title, *marks, *when, *parts])
        if entry.id != self._shown and self.scroll_offset.y:
            self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self._shown = entry.id

    def _title(self, entry: Entry) -> str:
        desk = self._desk
        title = f"{desk.number(entry.id)} of {len(desk.order)}"
        episode = desk.episodes.get(entry.episode_id or 0)
        if episode is not None:
            title += f" · episode {episode.number} of {len(desk.episodes)}"
        return f"{title} · {one_line(desk.agency(entry))}"

    def _paint_border(self) -> None:
        """Say that something was said before about the entry, and by which key it is seen."""
        said, key = len(self._desk.said_here()), key_of("said", self._desk.seat.role)
        title = "Entry, not open yet" if self._desk.nothing_open else "Entry"
        title += f" · {said} said before ({key})" if said else ""
        if self.border_title != title:
            self.border_title = title

    def on_resize(self) -> None:
        """Lines that are cut to the width are cut anew; a low pane puts the heading in one line."""
        super().on_resize()
        if self._desk.said_here() or self._short != self._is_short():
            self.show(source=self._source)

    def _is_short(self) -> bool:
        """Whether a card of prompts leaves little room; a pane that is low by itself stays calm."""
        return self.screen.has_class("-card") and self.scrollable_content_region.height < _LOW

    def _when(self, entry: Entry) -> list[Content]:
        """Its date as its source says it, and what must be known about that."""
        view = self._desk.view
        when = one_line(view.text(entry.date_text)) or "undated"
        if entry.time and entry.time not in when:
            when += f" {entry.time}"
        if entry.end_text:
            when += f" to {one_line(view.text(entry.end_text))}"
        parts = [Content.styled(when, "bold")]
        notes = [note for note in (entry.date_note, *map(_flag, entry.flags)) if note]
        if notes:
            parts.append(Content.styled("≈ " + "; ".join(dict.fromkeys(notes)), "$text-warning"))
        return parts

    def _parts(self, entry: Entry, source: bool) -> list[Content]:
        view, parts = self._desk.view, list[Content]()
        wording = view.field("entry", entry.uid, "text", entry.text)
        # In full they come first: below the wording of the entry they would be out of sight.
        said = self._said_before()
        parts += [Content(""), *said] if self.expanded and said else [Content("")]
        parts += [Content(visible(wording)), Content(""), *self._beside(entry)]
        parts += [] if self.expanded else said
        if entry.source:
            parts.append(_named("Source", one_line(view.text(entry.source))))
        for name, value in view.fields(entry.fields).items():
            if value.strip():
                parts.append(_named(_OWN_FIELDS.get(name, one_line(name)), visible(value)))
        if source:
            parts.append(self._origin(entry))
        parts += self._around(entry)
        return parts

    def _beside(self, entry: Entry) -> list[Content]:
        """Corrections with the source's own words, disputes, links, additions."""
        desk, beside, parts = self._desk, self._desk.beside, []
        for one in beside.corrections_of(entry.id):
            parts.append(self._noted(f"≠ Corrected by {one.by}, {one.at[:10]}", one.reason))
        if parts:
            was = desk.read.entry(entry.id)
            parts.append(
                self._noted("  The source said", f"{was.date_text or 'undated'}: {was.text}")
            )
        for dispute in beside.disputes_of(entry.id):
            agency = desk.agencies.get(dispute.agency_id)
            whose = agency.short if agency else "?"
            parts.append(self._noted(f"⚑ Disputed: {whose} says", dispute.account))
        linked = [
            f"{desk.number(other.id)} {desk.agency(other)}"
            for other in desk.read.entries(beside.linked_to(entry.id))
        ]
        if linked:
            parts.append(self._noted("⇔ Same event as entry", ", ".join(linked)))
        added = beside.addition_of(entry.id)
        if added is not None:
            parts.append(self._noted(f"Added by hand by {added.by}, {added.at[:10]}", added.reason))
        return [*parts, Content("")] if parts else []

    def _said_before(self) -> list[Content]:
        """Preparation returns and the family's words: a line each, or all of it."""
        width, text = max(20, self.scrollable_content_region.width), self._desk.view.text
        parts = []
        for one in self._desk.said_here():
            who = f"{'♡' if one.family else '◦'} {one_line(text(one.who))} "
            what = "" if one.family else f"{one.what}: "
            use = f" · use: {one_line(text(one.use)) or 'none noted'}" if one.family else ""
            if self.expanded:
                more = [f"When: {text(one.when)}"] * bool(one.when)
                more += [f"Why it made sense: {text(one.why)}"] * bool(one.why)
                words = f"“{visible(text(one.text))}”{use}"
                notes = "".join(f"\n  {visible(line)}" for line in more)
                parts.append(Content.assemble((who, "bold"), what, words, (notes, "$text-muted")))
                continue
            use = use if len(use) < width // 2 else f"{use[: width // 2 - 1]}…"
            room = width - len(who) - len(what) - len(use) - 2
            words = one_line(text(one.text))
            words = words if len(words) <= room else f"{words[: max(3, room - 1)]}…"
            parts.append(Content.styled(f"{who}{what}“{words}”{use}", "$text-muted"))
        return [*parts, Content("")] if parts else []

    def _noted(self, name: str, words: str) -> Content:
        view = self._desk.view
        label = one_line(view.text(name))
        shown = visible(view.text(words))
        return Content.assemble((f"{label}: " if shown else label, "$text-warning"), shown)

    def _origin(self, entry: Entry) -> Content:
        source = self._desk.read.source_files().get(entry.source_file_id or 0)
        if source is None:
            return _named("Stands in", "added here by hand")
        view = self._desk.view
        where = f"{view.text(source.name)}, {view.text(entry.origin_table)}, row {entry.origin_row}"
        return _named("Stands in", one_line(where))

    def _around(self, entry: Entry) -> list[Content]:
        parts: list[Content] = [Content("")]
        episode = self._desk.episodes.get(entry.episode_id or 0)
        if episode is not None:
            title = one_line(self._desk.view.text(episode.title))
            went = f"  ({episode.rating})" if episode.rating else ""
            parts.append(_named(f"Key episode {episode.number}", f"{title}{went}"))
        if self._desk.lines:
            titles = [f"{line.number} {one_line(line.title)}" for line in self._desk.lines]
            shown = self._desk.view.text(" · ".join(titles))
            parts.append(Content.styled(f"Lines of enquiry: {shown}", "$text-muted"))
        return parts


_OWN_FIELDS = {"child": "Child", "response": "Response", "outcome": "Outcome", "comment": "Comment"}
_EMPTY = (
    "There are no entries yet.\n\n"
    "Import the agencies' chronologies: press {key}, and choose the files that they sent."
)


def _named(name: str, value: str) -> Content:
    return Content.assemble((f"{name}: ", "$text-muted"), value)


def _flag(flag: str) -> str:
    return _FLAG_WORDS.get(flag, flag.replace("-", " "))
