from django.db import migrations

# Row triggers hold for the tables' owner too. Later migrations of both apps use the function.
FUNCTION = """
CREATE FUNCTION refuse_to_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are written once: % refused', TG_TABLE_NAME, lower(TG_OP)
        USING ERRCODE = 'restrict_violation';
END
$$
"""
TABLES = ["accessibility_change", "accessibility_menuversion"]


def guard(table):
    return migrations.RunSQL(
        f"CREATE TRIGGER rows_stay_as_written BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite()",
        f"DROP TRIGGER rows_stay_as_written ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("accessibility", "0002_menus")]
    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION refuse_to_rewrite()"),
        *(guard(table) for table in TABLES),
    ]
