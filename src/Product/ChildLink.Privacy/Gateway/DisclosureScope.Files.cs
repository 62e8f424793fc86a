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
}
