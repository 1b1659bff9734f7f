"""Made-up submissions in any number, for measuring: the same count and seed, the same bytes."""

from portal.submissions.generating.lines import Line, generated
from portal.submissions.generating.material import Material, material_of
from portal.submissions.generating.reading import read_material, write_generated

__all__ = ["Line", "Material", "generated", "material_of", "read_material", "write_generated"]
