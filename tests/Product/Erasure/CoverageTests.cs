using ChildLink.Tests.Product.Database;

namespace ChildLink.Tests.Product.Erasure;

/// <summary>A table that names subjects in a column nobody thought of makes these tests fail until erasing covers it.</summary>
public sealed class CoverageTests
{
    /// <summary>Columns by which a row is erased (vault.subject_columns).</summary>
    private static readonly string[] Subjects = ["resident_id", "subject_id", "stream_id", "child_id"];

    /// <summary>Identities of what is not a person.</summary>
    private static readonly string[] Others = ["batch_id", "ends", "emergency_id", "id", "run_id", "delivery_id", "key_id", "event_id", "previous_id", "stated_by", "model_id", "case_id", "conference_id", "proposal"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_identity_in_the_read_models_is_a_subject_or_known_to_be_something_else()
    {
        await using var db = await TestDatabase.CreateAsync(Ct);

        var unknown = await db.AskAsync<string[]>($"""
            select coalesce(array_agg(format('%s.%s.%s', table_schema, table_name, column_name)), array[]::text[])
            from information_schema.columns
            where table_schema in ('vault', 'read') and udt_name in ('uuid', '_uuid')
              and not (table_schema = 'vault' and table_name = 'erasures')
              and not (table_name = 'assignment_batches' and column_name = 'ends')
              and (udt_name = '_uuid' or column_name <> all (array['{string.Join("','", Subjects.Concat(Others))}']))
            """, Ct);

        unknown.ShouldBeEmpty("name the column like a subject, or add it to what is not a person");
    }

    [Fact]
    public async Task Every_table_with_a_subject_is_covered_and_belongs_to_a_tenant()
    {
        await using var db = await TestDatabase.CreateAsync(Ct);

        (await db.AskAsync<long>($"""
            select count(*) from information_schema.columns c
            where c.table_schema in ('vault', 'read') and c.column_name = any (array['{string.Join("','", Subjects)}'])
              and not (c.table_schema = 'vault' and c.table_name = 'erasures')
              and not exists (select 1 from vault.subject_columns() s
                              where s.relation = format('%I.%I', c.table_schema, c.table_name)::regclass and c.column_name = any (s.subjects))
            """, Ct)).ShouldBe(0);
        (await db.AskAsync<long>("""
            select count(*) from vault.subject_columns() s
            where (s.keyed or cardinality(s.subjects) > 0)
              and not exists (select 1 from pg_attribute a where a.attrelid = s.relation and a.attname = 'tenant_id')
            """, Ct)).ShouldBe(0);
        (await db.AskAsync<long>("select count(*) from vault.subject_columns() where cardinality(subjects) > 0", Ct)).ShouldBeGreaterThanOrEqualTo(8);
    }
}
