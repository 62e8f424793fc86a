using System.Text.Encodings.Web;
using System.Text.Json;
using ChildLink.EventStore;
using ChildLink.Privacy;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Sealing;
using Npgsql;

namespace ChildLink.Casework.Inquiries;

/// <summary>What an institution answers.</summary>
/// <param name="Inquiry">Which inquiry.</param>
/// <param name="Version">The version that was looked at.</param>
/// <param name="Answers">Question to answer, as written; empty ones count as none.</param>
public sealed record AnswerRequest(Guid Inquiry, long Version, IReadOnlyDictionary<string, string> Answers);

/// <content>Answers: also late ones, corrected ones, and the same once more.</content>
public sealed partial class InquiryBook
{
    private const string Answers = "answers";
    /// <summary>Kana and kanji as they are: the text is read by people and compared with itself.</summary>
    private static readonly InquiryJson Legible = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static readonly FieldId AnswerField = FieldId.Of("inquiry.answer");

    /// <summary>Takes one answer.</summary>
    /// <inheritdoc cref="AnswerManyAsync"/>
    public async Task<InquiryOutcome> AnswerAsync(
        Caller caller, AnswerRequest request, Func<Inquiry, CancellationToken, Task> record, CancellationToken ct) =>
        (await AnswerManyAsync(caller, [request], (inquiries, token) => record(inquiries[0], token), ct))[0];

    /// <summary>Takes many answers in one transaction: each on its own merits, those that stand are written together.</summary>
    /// <param name="caller">Staff of the institution.</param>
    /// <param name="requests">Each inquiry at most once.</param>
    /// <param name="record">Writes the log entry with what is written, before the commit; not called when nothing is.</param>
    /// <param name="ct">Cancels before the commit.</param>
    /// <returns>What became of each, in order.</returns>
    public async Task<IReadOnlyList<InquiryOutcome>> AnswerManyAsync(
        Caller caller, IReadOnlyList<AnswerRequest> requests, Func<IReadOnlyList<Inquiry>, CancellationToken, Task> record, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (caller.Institution is not { } institution)
            return [.. requests.Select(_ => new InquiryOutcome.NotFound())];
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        Guid[] ids = [.. requests.Select(r => r.Inquiry)];
        var standing = (await ReadAsync(connection, InquirySql.OfInstitution, [caller.Tenant, ids, institution, JapanDay.Of(now)], ct))
            .Where(s => !caller.BlockedChildren.Contains(s.Inquiry.Child)).ToDictionary(s => s.Inquiry.Id);
        using var ring = await SubjectKeyRing.LoadAsync(connection, caller.Tenant, keys, [.. standing.Values.Select(s => s.Inquiry.Child)], now, ct);
        await using var grant = gateway.Grant(caller, caller.Purpose, Guid.CreateVersion7(now));
        grant.Begin("compare answers of inquiries");
        var written = new List<Inquiry>();
        var outcomes = new List<InquiryOutcome>();
        foreach (var request in requests)
        {
            var outcome = Judge(request);
            if (outcome is InquiryOutcome.Done done)
                written.Add(done.Inquiry);
            outcomes.Add(outcome);
        }

        if (written.Count > 0)
        {
            foreach (var inquiry in written)
                await WriteAsync(inquiry);
            // A child without any sealed value yet got its key while sealing.
            await ring.SaveNewAsync(connection, ct);
            await record(written, ct);
        }

        await transaction.CommitAsync(CancellationToken.None);
        return outcomes;

        InquiryOutcome Judge(AnswerRequest request)
        {
            if (!standing.TryGetValue(request.Inquiry, out var found) || Forms.Find(found.Inquiry.Form) is not { } form)
                return new InquiryOutcome.NotFound();
            var (text, fault) = Read(form, request.Answers);
            if (fault is not null)
                return fault;
            if (found.Answers is { } before && grant.Open(before.Guard(AnswerField, ring)) == text)
                return new InquiryOutcome.Unchanged(found.Inquiry);
            if (found.Inquiry.Version != request.Version)
                return new InquiryOutcome.Conflict(found.Inquiry.Version);
            return new InquiryOutcome.Done(found.Inquiry with
            {
                State = Inquiry.Answered,
                AnsweredAt = now,
                Late = JapanDay.Of(now) > found.Inquiry.DueOn,
                Version = request.Version + 1,
            });
        }

        async Task WriteAsync(Inquiry inquiry)
        {
            var request = requests.First(r => r.Inquiry == inquiry.Id);
            var (text, _) = Read(Forms.Find(inquiry.Form)!, request.Answers);
            var sealedText = SealedText.Seal(ring, inquiry.Child, inquiry.Id, inquiry.Version, Answers, text!);
            await Statement.ExecuteAsync(
                connection, InquirySql.Answer, ct, caller.Tenant, inquiry.Id, sealedText.Cipher, inquiry.Version, caller.Identity.Person, now, inquiry.Late);
            await AppendAsync(connection, caller.Tenant, inquiry.Id, inquiry.Version, "inquiry_answered", EventOf(inquiry, sealedText.Cipher, caller), ct);
        }
    }

    /// <summary>The answers as one JSON object in order of the questions' ids, or what is wrong.</summary>
    private static (string? Text, InquiryOutcome.Invalid? Fault) Read(InquiryForm form, IReadOnlyDictionary<string, string> answers)
    {
        if (answers.Keys.FirstOrDefault(k => !form.Questions.Any(q => q.Id == k)) is not null)
            return (null, new InquiryOutcome.Invalid("answers", $"asks for {string.Join(", ", form.Questions.Select(q => q.Id))} only."));
        var read = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var question in form.Questions)
        {
            if (!answers.TryGetValue(question.Id, out var text) || string.IsNullOrWhiteSpace(text))
            {
                if (question.Required)
                    return (null, new InquiryOutcome.Invalid($"answers.{question.Id}", "must be answered."));
                continue;
            }

            var (answer, fault) = question.Read(text);
            if (fault is not null)
                return (null, new InquiryOutcome.Invalid($"answers.{question.Id}", fault));
            read[question.Id] = answer!;
        }

        return read.Count == 0
            ? (null, new InquiryOutcome.Invalid("answers", "must hold an answer."))
            : (JsonSerializer.Serialize(read, Legible.SortedDictionaryStringString), null);
    }
}
