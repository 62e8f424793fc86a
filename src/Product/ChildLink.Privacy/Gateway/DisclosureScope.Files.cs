using System.Security.Cryptography;

namespace ChildLink.Privacy.Gateway;

/// <content>Answers that leave as a file.</content>
public sealed partial class DisclosureScope
{
    /// <summary>
    /// Notes that another scope of this request opened and recorded a part of the answer: what of the request stands there needs no
    /// second entry here.
    /// </summary>
    /// <exception cref="InvalidOperationException">That scope recorded nothing, or holds what it did not record.</exception>
    public void AnswerThrough(DisclosureScope part)
    {
        ArgumentNullException.ThrowIfNull(part);
        if (!part.recorded || part.Rows > 0 || part.ledger.Count > 0)
            throw new InvalidOperationException("What leaves stands in no entry yet.");
        recorded = true;
        LastEntry = part.LastEntry;
    }

    /// <summary>
    /// Turns what was written into a file, and hands the file over when an entry with its digest is durable. What was written
    /// leaves in the form of the file only.
    /// </summary>
    /// <param name="render">Makes the file of the JSON that was written.</param>
    /// <param name="keep">Notes the file elsewhere, before it is logged; what it throws keeps the file here.</param>
    /// <param name="ct">Cancels before the entry is written.</param>
    /// <exception cref="DisclosureLogUnavailableException">No log, no file.</exception>
    public async Task<ReleasedFile> ReleaseFileAsync(
        Func<ReadOnlyMemory<byte>, byte[]> render, Func<ReleasedFile, CancellationToken, Task> keep, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(render);
        ArgumentNullException.ThrowIfNull(keep);
        await Json.FlushAsync(ct);
        var bytes = render(buffer.Written);
        var file = new ReleasedFile(bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)), Rows);
        await keep(file, ct);
        var entry = Entry("released");
        await RecordAsync(entry with { Fields = [$"sha256={file.Sha256}", .. entry.Fields] }, ct);
        return file;
    }

    /// <summary>
    /// Makes the entry of a document durable that leaves as it is (a printed page, a file): its digest beside the entries of what was
    /// opened for it. It leaves only after this returned.
    /// </summary>
    /// <param name="operation">E.g. <c>export conference-pack</c>.</param>
    /// <param name="sha256">Digest of the bytes, lower-case hexadecimal.</param>
    /// <param name="rows">Rows of the document.</param>
    /// <param name="ct">Cancels before the entry is written.</param>
    /// <exception cref="DisclosureLogUnavailableException">No log, no document.</exception>
    public Task RecordDocumentAsync(string operation, string sha256, long rows, CancellationToken ct)
    {
        var entry = Entry("released");
        return RecordAsync(entry with { Operation = operation, Fields = [$"sha256={sha256}", .. entry.Fields], Rows = rows }, ct);
    }
}
