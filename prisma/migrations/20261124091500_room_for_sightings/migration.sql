-- Every sync touches every row. A page that keeps room for a second copy of each of its rows takes such updates in without an
-- index being touched; at 80 two thirds of the first sync's sightings left their page.
ALTER TABLE "cloud_resources" SET (fillfactor = 45);
ALTER TABLE "cloud_projects" SET (fillfactor = 45);
