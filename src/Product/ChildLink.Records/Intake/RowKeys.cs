using System.Globalization;
using System.Text;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Provisions;

namespace ChildLink.Records.Intake;

/// <summary>Whom the rows of one file are about and which business key they have.</summary>
internal sealed class RowKeys
{
    private const char Separator = '\u001f';

    private readonly Provision provision;
    private readonly SubjectIds subjects;
    private readonly (int Column, string? Fixed)[] subject;
    private readonly (int Column, string? Fixed)[] key;
    private readonly StringBuilder text = new();

    public RowKeys(Provision provision, FileNameParts parts, SubjectIds subjects)
    {
        this.provision = provision;
        this.subjects = subjects;
        subject = Find(provision.ResidentColumn is { } resident ? [resident] : provision.SourceColumns, parts);
        key = Find(provision.Key, parts);
    }

    /// <summary>Indexes of the declared columns that name a record.</summary>
    public IEnumerable<int> KeyColumns => key.Where(k => k.Fixed is null).Select(k => k.Column);

    /// <summary>Indexes of the declared columns that say whom a row is about.</summary>
    public IEnumerable<int> SubjectColumns => subject.Where(s => s.Fixed is null).Select(s => s.Column);

    /// <summary>Whom the row is about.</summary>
    public Guid SubjectOf(string[] values) => provision.ResidentColumn is null
        ? subjects.Of(SubjectKind.Source, Join(subject, values))
        : subjects.Of(SubjectKind.Resident, subject[0].Fixed ?? values[subject[0].Column]);

    /// <summary>The business key of the row.</summary>
    public Guid KeyOf(string[] values) => subjects.BusinessKey(provision.Id, Join(key, values));

    /// <summary>The key of a row whose business key stood in <paramref name="nth"/> - 1 other rows of the file before.</summary>
    public Guid KeyOf(string[] values, int nth) =>
        subjects.BusinessKey(provision.Id, Join(key, values) + Separator + "#" + nth.ToString(CultureInfo.InvariantCulture));

    private (int, string?)[] Find(IReadOnlyList<string> names, FileNameParts parts) => [.. names.Select(name => Find(name, parts))];

    /// <summary>What the file name does not say although the provision asks for it is empty.</summary>
    private (int, string?) Find(string name, FileNameParts parts)
    {
        for (var i = 0; i < provision.Columns.Count; i++)
        {
            if (provision.Columns[i].Name == name)
                return (i, parts.Virtual(name));
        }

        return (-1, parts.Virtual(name) ?? "");
    }

    private string Join((int Column, string? Fixed)[] cells, string[] values)
    {
        text.Clear();
        foreach (var (column, said) in cells)
            text.Append(said ?? values[column]).Append(Separator);
        return text.ToString();
    }
}
