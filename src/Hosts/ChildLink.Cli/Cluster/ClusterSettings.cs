using System.Globalization;

namespace ChildLink.Cli.Cluster;

/// <summary>The settings file of a private cluster.</summary>
internal static class ClusterSettings
{
    /// <summary>The file, in the data folder, that postgresql.conf includes.</summary>
    public const string FileName = "childlink.conf";

    /// <summary>Part of the socket's name only: nothing listens on TCP.</summary>
    public const int Port = 5432;

    public const string Superuser = "postgres";

    private const long Mebibyte = 1L << 20;

    /// <summary>Writes the settings.</summary>
    /// <param name="socketFolder">Folder of the unix socket.</param>
    /// <param name="durable">Whether commits wait for the disk.</param>
    /// <param name="memory">Bytes of memory of the machine (or its control group).</param>
    /// <param name="sharedMemory">Bytes of /dev/shm; 0 when there is none.</param>
    public static string Compose(string socketFolder, bool durable, long memory, long sharedMemory) => $"""
        # Written at every start; changes here are lost.
        cluster_name = 'childlink'

        # One unix socket, no network.
        listen_addresses = ''
        port = {Port}
        unix_socket_directories = '"{socketFolder.Replace("'", "''", StringComparison.Ordinal)}"'
        unix_socket_permissions = 0700
        password_encryption = 'scram-sha-256'
        max_connections = 100

        # Personal values stay out of the log: no statements, no parameters, no details, and no error texts
        # (level log leaves errors to the client), because those quote the value that was refused.
        log_destination = 'stderr'
        logging_collector = off
        log_min_messages = log
        log_min_error_statement = panic
        log_error_verbosity = terse
        log_statement = none
        log_min_duration_statement = -1
        log_min_duration_sample = -1
        log_duration = off
        log_parameter_max_length = 0
        log_parameter_max_length_on_error = 0
        log_lock_waits = off
        log_temp_files = -1
        log_line_prefix = '%m [%p] '

        # Without fsync a commit still survives the death of the server, only not of the machine.
        fsync = {Switch(durable)}
        synchronous_commit = on
        full_page_writes = {Switch(durable)}
        wal_compression = on
        max_wal_size = 2GB
        # A recycled segment keeps what stood in it; erasing needs segments to go (docs/decisions/0009).
        wal_recycle = off

        shared_buffers = {Share(memory, 8, 128, 2048)}MB
        effective_cache_size = {Share(memory, 2, 512, 16384)}MB
        maintenance_work_mem = {Share(memory, 32, 64, 512)}MB
        work_mem = 16MB
        dynamic_shared_memory_type = {(sharedMemory >= 256 * Mebibyte ? "posix" : "mmap")}
        jit = off

        timezone = 'UTC'
        log_timezone = 'UTC'

        """;

    /// <summary>Writes the settings for this machine.</summary>
    public static string ForThisMachine(string socketFolder, bool durable) => Compose(
        socketFolder,
        durable,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        // Containers often have 64 MB there, which parallel queries exhaust.
        Directory.Exists("/dev/shm") ? new DriveInfo("/dev/shm").TotalSize : 0);

    private static string Switch(bool on) => on ? "on" : "off";

    private static string Share(long memory, int part, long least, long most) =>
        Math.Clamp(memory / part / Mebibyte, least, most).ToString(CultureInfo.InvariantCulture);
}
