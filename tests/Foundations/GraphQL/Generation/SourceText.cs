using System.Text;

namespace ChildLink.Tests.GraphQL.Generation;

/// <summary>Texts as bytes, lone surrogates included: they become three bytes each, which no valid UTF-8 holds.</summary>
public static class SourceText
{
    public static byte[] Utf8(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                bytes.AddRange(Encoding.UTF8.GetBytes([text[i]]));
            else if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                bytes.AddRange(Encoding.UTF8.GetBytes([text[i], text[++i]]));
            else
                bytes.AddRange([(byte)(0xE0 | (text[i] >> 12)), (byte)(0x80 | ((text[i] >> 6) & 0x3F)), (byte)(0x80 | (text[i] & 0x3F))]);
        }

        return [.. bytes];
    }
}
