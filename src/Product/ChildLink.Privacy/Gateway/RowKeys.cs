using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Sealing;

namespace ChildLink.Privacy.Gateway;

/// <summary>What a row of a sheet is about.</summary>
/// <param name="Sheet">The sheet it was written for.</param>
/// <param name="Child">The child.</param>
/// <param name="About">The run or the inquiry.</param>
/// <param name="Version">The version that the sheet shows.</param>
/// <param name="Expires">Until when the row is taken back, to the second.</param>
public sealed record RowKey(Guid Sheet, Guid Child, Guid About, long Version, DateTimeOffset Expires);

/// <summary>
/// Keys of the rows of sheets that go out and come back (行キー), sealed with AES-256-GCM under a key of the municipality and bound
/// to the kind of sheet, the role and the institution: nobody can make one, read one, or bring one to another city or desk.
/// </summary>
public sealed class RowKeys
{
    private const int Nonce = 12;
    private const int Tag = 16;

    /// <summary>The six bits that are written as '-' (RFC 4648, section 5); the only sign of the alphabet that begins a formula.</summary>
    private const int Hyphen = 62;

    private const int Plain = 16 + 16 + 16 + 8 + 8;
    private readonly byte[] key;
    private readonly string tenant;

    /// <summary>Row keys of one municipality.</summary>
    public RowKeys(KeyHome home, string tenant)
    {
        ArgumentNullException.ThrowIfNull(home);
        key = home.Derive("sheet-row", tenant);
        this.tenant = tenant;
    }

    /// <summary>Seals a key for a caller's sheet.</summary>
    /// <param name="kind">Kind of sheet.</param>
    /// <param name="caller">Whose role and institution may bring it back.</param>
    /// <param name="row">What it says.</param>
    /// <returns>Base64 with the alphabet of addresses, never with a hyphen in front: a spreadsheet would take that for a formula.</returns>
    public string Seal(string kind, Caller caller, RowKey row)
    {
        ArgumentNullException.ThrowIfNull(row);
        Span<byte> plain = stackalloc byte[Plain];
        row.Sheet.TryWriteBytes(plain, bigEndian: true, out _);
        row.Child.TryWriteBytes(plain[16..], bigEndian: true, out _);
        row.About.TryWriteBytes(plain[32..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(plain[48..], row.Version);
        BinaryPrimitives.WriteInt64BigEndian(plain[56..], row.Expires.ToUnixTimeSeconds());
        Span<byte> bytes = stackalloc byte[Nonce + Tag + Plain];
        do
            RandomNumberGenerator.Fill(bytes[..Nonce]);
        while (bytes[0] >> 2 == Hyphen);
        using var aes = new AesGcm(key, Tag);
        aes.Encrypt(bytes[..Nonce], plain, bytes[(Nonce + Tag)..], bytes.Slice(Nonce, Tag), Binding(kind, caller));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Opens a key of the same kind, role, institution and municipality; null for anything else.</summary>
    public RowKey? Open(string kind, Caller caller, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > 200 || !Base64Url.IsValid(text))
            return null;
        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length != Nonce + Tag + Plain)
            return null;
        Span<byte> plain = stackalloc byte[Plain];
        using var aes = new AesGcm(key, Tag);
        try
        {
            aes.Decrypt(bytes.AsSpan(0, Nonce), bytes.AsSpan(Nonce + Tag), bytes.AsSpan(Nonce, Tag), plain, Binding(kind, caller));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return new RowKey(
            new Guid(plain[..16], bigEndian: true), new Guid(plain.Slice(16, 16), bigEndian: true), new Guid(plain.Slice(32, 16), bigEndian: true),
            BinaryPrimitives.ReadInt64BigEndian(plain[48..]), DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(plain[56..])));
    }

    private byte[] Binding(string kind, Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return Encoding.UTF8.GetBytes(string.Join('\u001f', "row-key-1", tenant, kind, caller.Role, caller.Institution ?? ""));
    }
}
