using System.Text;

namespace ChildLink.Tests.Product.Intake;

/// <summary>A folder of files as a department would hand them over: CP932, CRLF, unless a test says otherwise.</summary>
internal sealed class DeliveryFolder : IDisposable
{
    public static readonly Encoding Cp932 = CodePagesEncodingProvider.Instance.GetEncoding(932)!;

    public DeliveryFolder() => Directory.CreateDirectory(Path);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"childlink-delivery-{Guid.NewGuid():N}");

    /// <summary>Writes a file of lines; replaces an earlier one.</summary>
    public string Write(string name, params string[] lines) => WriteBytes(name, Cp932.GetBytes(string.Join("\r\n", lines) + "\r\n"));

    /// <summary>Writes a file as it is; folders in the name are made.</summary>
    public string WriteBytes(string name, byte[] content)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
