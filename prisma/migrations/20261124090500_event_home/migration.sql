-- In which database, on which timeline of Postgres, the present epoch of the log began; null: nobody has looked yet.
ALTER TABLE "event_head" ADD COLUMN "home" TEXT;
