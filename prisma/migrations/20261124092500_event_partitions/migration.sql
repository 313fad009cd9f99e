-- Partitions are made ahead by the service (src/events/partitions.ts), each of as many positions as it is configured to. The
-- first one ends at the next million, so that what is old can be dropped in steps that are not too large.
DO $$
DECLARE
  beyond bigint;
BEGIN
  SELECT (position / 1000000 + 1) * 1000000 INTO beyond FROM event_head;
  ALTER TABLE "cloud_resource_events" DETACH PARTITION "cloud_resource_events_p0";
  EXECUTE format('ALTER TABLE "cloud_resource_events" ATTACH PARTITION "cloud_resource_events_p0"
                  FOR VALUES FROM (MINVALUE) TO (%s)', beyond);
END
$$;

-- Where events go whose partition has not been made in time: an append never fails for want of one.
CREATE TABLE "cloud_resource_events_rest" PARTITION OF "cloud_resource_events" DEFAULT;

CREATE FUNCTION arcadia_guard_event_partition(partition regclass) RETURNS void LANGUAGE plpgsql
  SET search_path = pg_catalog, public AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', partition);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', partition);
  EXECUTE format('CREATE POLICY "owner" ON %s TO current_user USING (true) WITH CHECK (true)', partition);
  -- Triggers for each row come to partitions by themselves; those for a statement do not.
  EXECUTE format('CREATE TRIGGER "append_only_truncate" BEFORE TRUNCATE ON %s
                  FOR EACH STATEMENT EXECUTE FUNCTION arcadia_refuse_change()', partition);
END
$$;
REVOKE ALL ON FUNCTION arcadia_guard_event_partition(regclass) FROM PUBLIC;

SELECT arcadia_guard_event_partition('cloud_resource_events_rest');
