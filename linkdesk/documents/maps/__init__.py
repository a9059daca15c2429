"""Maps on paper, drawn from boundary points at a round scale: dossier → Document of drawings."""

from linkdesk.documents.maps.contents import map_drawing, plan_maps, sheets_of, titles

__all__ = ["map_drawing", "plan_maps", "sheets_of", "titles"]
