namespace ChildLink.Benchmarks.Doors;

/// <summary>The same children as other servers want them: one table of children, one of factors, indexed for what is asked.</summary>
internal static class PeerTables
{
    public const string Schema = "peer";

    /// <summary>Everybody of the run, with the five factors each.</summary>
    public const string Fill = """
        create schema peer;
        create table peer.child (
            id uuid primary key, rank integer not null, candidate boolean not null, name text, kana text, birth_date date, sex text, school_age bigint,
            school text, grade text, class text, points numeric(5,1));
        create table peer.factor (
            child_id uuid not null references peer.child, position integer not null, item text not null, label text not null, state text not null,
            value text, met boolean not null, points numeric(5,1), primary key (child_id, position));
        insert into peer.child
        select r.resident_id, x.rank, x.candidate, r.name, r.kana, r.birth_date, r.sex, x.school_age, r.school_name, r.grade, r.class, x.points_tenths / 10.0
        from read.results x join vault.residents r on r.tenant_id = x.tenant_id and r.resident_id = x.resident_id;
        insert into peer.factor
        select x.resident_id, f.position, f.value ->> 'item', f.value -> 'name' ->> 'ja', f.value ->> 'state', f.value ->> 'value', (f.value ->> 'met')::boolean,
            (f.value ->> 'points')::numeric
        from read.results x cross join lateral jsonb_array_elements(x.top_factors::jsonb) with ordinality f (value, position);
        create index on peer.child (rank, id);
        create index on peer.child (kana text_pattern_ops);
        """;
}
