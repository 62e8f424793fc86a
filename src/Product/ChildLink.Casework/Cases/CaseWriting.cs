using System.Text.Json;
using ChildLink.Casework.HandOvers;
using ChildLink.EventStore;
using ChildLink.EventStore.Streams;
using ChildLink.Privacy.Sealing;
using Npgsql;

namespace ChildLink.Casework.Cases;

/// <summary>Writes a step: texts sealed, event, projections. All inside the caller's transaction, under the lock of the child.</summary>
internal sealed class CaseWriting(string tenant, KeyHome keys, TimeProvider time)
{
    private const string StreamType = "case";

    /// <summary>Begins a case.</summary>
    public async Task<Case> BeginAsync(NpgsqlConnection connection, Case begun, CaseFacts facts, string person, CancellationToken ct)
    {
        await Statement.ExecuteAsync(
            connection, CaseSql.Insert, ct, tenant, begun.Id, begun.Child, begun.Run, begun.Worker, begun.Institution, begun.OpenedAt, begun.OpenedBy);
        await AppendAsync(connection, begun, CaseKind.Opened, facts, [], person, ct);
        return begun;
    }

    /// <summary>Takes a step; the case as it stands then.</summary>
    public async Task<Case> StepAsync(NpgsqlConnection connection, Case before, CaseStep.Goes step, string person, CancellationToken ct)
    {
        var now = step.Next with { Version = before.Version + 1 };
        await AppendAsync(connection, now, step.Kind, step.Facts, step.Texts, person, ct);
        await Statement.ExecuteAsync(
            connection, CaseSql.Update, ct, tenant, now.Id, now.State, now.Class, now.ProposedClass, now.ProposedBy, now.Worker, now.Institution,
            now.DecidedAt, now.DecidedBy, now.SupportedAt, now.NextReviewOn, now.Outcome, now.ClosedAt, now.Version);
        if (step.Facts.Measures is { } measures)
            await ReplaceMeasuresAsync(connection, now, measures, ct);
        if (step.HandOver is { } h)
        {
            await Statement.ExecuteAsync(
                connection, HandOverSql.Save, ct, tenant, h.Id, h.Case, h.Child, h.Cause, h.State, h.ToKind, h.To, h.HandedAt, h.HandedBy, h.ReceivedAt, h.ReceivedBy);
        }

        return now;
    }

    private async Task ReplaceMeasuresAsync(NpgsqlConnection connection, Case now, IReadOnlyList<Measure> measures, CancellationToken ct)
    {
        await Statement.ExecuteAsync(connection, CaseSql.DeleteMeasures, ct, tenant, now.Id);
        foreach (var m in measures)
        {
            await Statement.ExecuteAsync(
                connection, CaseSql.InsertMeasure, ct, tenant, now.Id, now.Child, m.Number, now.Version, m.Kind, m.Institution, m.Staff, m.ReviewOn);
        }
    }

    private async Task AppendAsync(
        NpgsqlConnection connection, Case now, string kind, CaseFacts facts, (string Item, string Text)[] texts, string person, CancellationToken ct)
    {
        var at = time.GetUtcNow();
        var stored = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (texts.Length > 0)
        {
            using var ring = await SubjectKeyRing.LoadAsync(connection, tenant, keys, [now.Child], at, ct);
            foreach (var (item, text) in texts)
                stored[item] = SealedText.Seal(ring, now.Child, now.Id, now.Version, item, text).Cipher;
            await ring.SaveNewAsync(connection, ct);
        }

        var data = JsonSerializer.SerializeToUtf8Bytes(new CaseEvent(now.Child, person, facts, stored), CaseJson.Default.CaseEvent);
        await new EventLog(tenant, time).AppendAsync(
            connection, StreamType, [new NewEvent(Guid.CreateVersion7(at), now.Id, now.Version, "case_" + kind, data, "{}"u8.ToArray())], ct);
        await Statement.ExecuteAsync(
            connection, CaseSql.InsertEntry, ct, tenant, now.Id, now.Child, now.Version, kind, at, person,
            JsonSerializer.Serialize(facts, CaseJson.Default.CaseFacts));
        foreach (var (item, cipher) in stored)
            await Statement.ExecuteAsync(connection, CaseSql.InsertText, ct, tenant, now.Id, now.Child, now.Version, item, cipher);
    }
}
