"""Which municipalities have anything of a topic."""

from dashboards.places import municipalities
from dashboards.published import frame
from dashboards.topic.catalogue import Topic
from dashboards.topic.shown_figures import of_libraries, of_system


def having(topic: Topic) -> list[str]:
    """Codes of those that deliver or print one of its quantities."""
    delivered = set(
        frame(
            "select distinct municipality_code from fct_cube where list_contains(cast(? as varchar[]), quantity)",
            [part.key for part in topic.parts],
        )["municipality_code"]
    )
    return [
        m.code
        for m in municipalities()
        if m.code in delivered or of_system(m, topic.parts) or of_libraries(m, topic.parts)
    ]
