using System.Text;

namespace ChildLink.Tests.Product.Intake;

/// <summary>A folder of files as a department would hand them over: CP932, CRLF.</summary>
internal sealed class DeliveryFolder : IDisposable
{
    private static readonly Encoding Cp932 = CodePagesEncodingProvider.Instance.GetEncoding(932)!;

    public DeliveryFolder() => Directory.CreateDirectory(Path);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"childlink-delivery-{Guid.NewGuid():N}");

    /// <summary>Writes a file of lines; replaces an earlier one.</summary>
    public string Write(string name, params string[] lines)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path, Cp932.GetBytes(string.Join("\r\n", lines) + "\r\n"));
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
