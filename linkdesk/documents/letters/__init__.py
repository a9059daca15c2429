"""Official letters as documents, from the letter alone: GB/T 9704-2012."""

from linkdesk.documents.letters.letter import Enclosed, lacking, letter_document
from linkdesk.documents.letters.number import reference_number

__all__ = ["Enclosed", "lacking", "letter_document", "reference_number"]
