namespace ChildLink.Privacy.Policy.Adoption;

internal static class PolicyBookSql
{
    private const string Columns = "proposal, hash, proposed_by, proposed_role, proposed_at, adopted_by, adopted_role, adopted_at, withdrawn_at";

    public const string Insert = """
        insert into read.policy_bundles (tenant_id, proposal, hash, files, proposed_by, proposed_role, proposed_at)
        values ($1, $2, $3, $4, $5, $6, $7)
        """;

    public const string Adopt = """
        update read.policy_bundles set adopted_by = $3, adopted_role = $4, adopted_at = $5, adopted_seq = $6
        where tenant_id = $1 and proposal = $2
        """;

    public const string Withdraw = "update read.policy_bundles set withdrawn_at = $3 where tenant_id = $1 and proposal = $2";

    public const string Lock = "select pg_advisory_xact_lock(hashtextextended('policy' || $1, 0))";

    public const string LastAdoption =
        "select adopted_at from read.policy_bundles where tenant_id = $1 and adopted_seq is not null order by adopted_seq desc limit 1";

    public const string Files = "select hash, files from read.policy_bundles where tenant_id = $1 and proposal = $2";

    public const string One = $"select {Columns} from read.policy_bundles where tenant_id = $1 and proposal = $2 for update";

    public const string All = $"select {Columns} from read.policy_bundles where tenant_id = $1 order by proposed_at desc, proposal limit 200";

    public const string AdoptedHash =
        "select hash from read.policy_bundles where tenant_id = $1 and adopted_seq is not null order by adopted_seq desc limit 1";

    public const string AdoptedFiles =
        "select hash, files from read.policy_bundles where tenant_id = $1 and adopted_seq is not null order by adopted_seq desc limit 1";
}
