using ChildLink.Casework.Cases;
using ChildLink.Casework.Conferences;
using ChildLink.Privacy.Gateway;
using ChildLink.Views.Children;

namespace ChildLink.Views.Cases;

/// <summary>
/// What a conference pack tells of each child: reason categories, who lives in the household, support so far, plan and who does what.
/// No points and no raw item: the readers are not the narrower.
/// </summary>
internal sealed class PackContents(CaseViews cases, ChildViews children, DossierViews dossiers)
{
    private static readonly string[] Asked = ["name", "kana", "birthDate", "sex", "school", "grade", "class", "reasons", "householdSize"];
    private static readonly string[] AskedOfMembers = ["relation", "name", "birthDate", "sex"];

    /// <summary>Writes the contents as JSON through the gateway; null when it stands in the scope, else why it does not.</summary>
    public async Task<ViewOutcome?> WriteAsync(DisclosureScope scope, Conference conference, CancellationToken ct)
    {
        var shown = await cases.OfAsync(scope, [.. conference.Items.SelectMany(i => i.Cases)], ct);
        var files = await cases.FilesAsync(scope, shown, ct);
        var (table, fault) = await children.ReadSeveralAsync(scope, [.. files.Values.Select(f => f.Shown.Case.Child)], SelectionOf(ChildDocument.Node, Asked), ct);
        if (table is null)
            return fault;
        using (table)
        {
            var (members, refused) = await dossiers.ReadMembersAsync(scope, table.Rows, SelectionOf(ChildDocument.HouseholdMember, AskedOfMembers), ct);
            if (members is null)
                return refused;
            using (members)
                Write(scope, conference, files, table, members);
        }

        return null;
    }

    private static void Write(DisclosureScope scope, Conference conference, IReadOnlyDictionary<Guid, CaseFile> files, ChildTable table, ChildTable members)
    {
        var json = scope.Json;
        json.WriteStartObject();
        json.WriteStartArray("households");
        foreach (var item in conference.Items)
        {
            json.WriteStartObject();
            json.WriteNumber("number", item.Number);
            json.WriteNumber("minutes", item.Minutes);
            json.WriteBoolean("isFirst", item.IsFirst);
            json.WriteStartArray("children");
            // A case that was closed since the agenda was made is nobody's any more.
            foreach (var file in item.Cases.Where(files.ContainsKey).Select(c => files[c]))
            {
                if (table.Of(file.Shown.Case.Child) is { } child)
                    Write(scope, file, child, members);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(DisclosureScope scope, CaseFile file, ChildCells child, ChildTable members)
    {
        var (json, found) = (scope.Json, file.Shown.Case);
        json.WriteStartObject();
        WriteProperties(scope, child, ChildDocument.Node, Asked);
        json.WriteStartArray("members");
        foreach (var member in members.Around(child))
        {
            json.WriteStartObject();
            WriteProperties(scope, member, ChildDocument.HouseholdMember, AskedOfMembers);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("class", found.Class);
        json.WriteString("decidedAt", found.DecidedAt?.ToString("O"));
        json.WriteString("institution", found.Institution);
        json.WriteString("worker", found.Worker);
        json.WriteString("nextReviewOn", found.NextReviewOn?.ToString("O"));
        json.WriteStartArray("past");
        foreach (var earlier in file.Earlier)
        {
            json.WriteStartObject();
            json.WriteString("openedAt", earlier.OpenedAt);
            json.WriteString("closedAt", earlier.ClosedAt?.ToString("O"));
            json.WriteString("class", earlier.Class);
            json.WriteString("outcome", earlier.Outcome);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteTexts(scope, "notes", file.History.Where(h => h.Kind is CaseKind.Noted or CaseKind.Minuted).TakeLast(5));
        WriteTexts(scope, "goal", file.History.Where(h => h.Kind == CaseKind.Planned).TakeLast(1), "goal");
        json.WriteStartArray("measures");
        foreach (var shown in file.Measures)
        {
            json.WriteStartObject();
            json.WriteString("kind", shown.Measure.Kind);
            json.WriteString("responsible", string.Join(' ', new[] { shown.Measure.Institution, shown.Measure.Staff }.OfType<string>()));
            json.WriteString("reviewOn", shown.Measure.ReviewOn?.ToString("O"));
            json.WritePropertyName("text");
            shown.Text.Write(scope);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTexts(DisclosureScope scope, string name, IEnumerable<ShownEntry> entries, string? item = null)
    {
        scope.Json.WriteStartArray(name);
        foreach (var entry in entries)
        {
            foreach (var text in entry.Texts.Where(t => item is null || t.Item == item))
            {
                scope.Json.WriteStartObject();
                scope.Json.WriteString("at", entry.At);
                scope.Json.WritePropertyName("text");
                text.Write(scope);
                scope.Json.WriteEndObject();
            }
        }

        scope.Json.WriteEndArray();
    }

    private static void WriteProperties(DisclosureScope scope, ChildCells row, ChildDocument document, string[] names)
    {
        var offered = document.FieldNames.ToList();
        foreach (var name in names)
        {
            scope.Json.WritePropertyName(name == "class" ? "schoolClass" : name);
            row.Write(scope, offered.IndexOf(name));
        }
    }

    private static ChildSelection SelectionOf(ChildDocument document, string[] names)
    {
        var selection = new ChildSelection(document);
        var offered = document.FieldNames.ToList();
        foreach (var name in names)
            selection.Add(offered.IndexOf(name), name);
        return selection;
    }
}
