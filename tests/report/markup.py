"""Elements and texts of a rendered page, and the elements that a report may have."""

from html.parser import HTMLParser

TAGS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "header",
    "nav",
    "main",
    "footer",
    "section",
    "div",
    "p",
    "h1",
    "h2",
    "h3",
    "span",
    "bdi",
    "br",
    "strong",
    "em",
    "small",
    "sup",
    "table",
    "colgroup",
    "col",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "a",
    "img",
    "details",
    "summary",
    "svg",
    "path",
    "rect",
    "circle",
    "line",
    "text",
    "polygon",
    "polyline",
    "g",
}
VOID = ("meta", "br", "col", "img")


class Page(HTMLParser):
    """Elements and texts of a page; every element must be closed where it was opened."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags, self.attributes, self.links, self.open, self.texts = set(), set(), set(), [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links |= {value for name, value in attrs if name in ("href", "src", "action", "data")}
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")

    def handle_data(self, data):
        if not {"style", "title"}.intersection(self.open):
            self.texts.append(data)

    @property
    def text(self) -> str:
        return "".join(self.texts)
