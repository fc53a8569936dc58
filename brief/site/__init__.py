"""The site, built, previewed and published through MkDocs. The only importer of mkdocs."""

from brief.site.commands import Report, build, check, clean, serve
from brief.site.configuration import load
from brief.site.plugin import BriefPlugin, Faulty

__all__ = ["BriefPlugin", "Faulty", "Report", "build", "check", "clean", "load", "serve"]
