namespace ChildLink.Privacy.Sealing;

internal static class SubjectKeySql
{
    public const string LoadAll = "select subject_id, epoch, wrapped from vault.subject_keys where tenant_id = $1";

    public const string Load = LoadAll + " and subject_id = any($2)";

    public const string Copy = "copy vault.subject_keys (tenant_id, subject_id, epoch, wrapped) from stdin (format binary)";
}
