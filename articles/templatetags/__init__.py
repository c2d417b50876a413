"""The template tags and filters of the articles, and what those of other apps build upon."""

from articles.templatetags.editorial import listed, source_html, topic_html

__all__ = ["listed", "source_html", "topic_html"]
