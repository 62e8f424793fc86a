using System.Security.Cryptography;
using ChildLink.Api.Composition;
using ChildLink.EventStore.Migrations;
using ChildLink.GraphQL.Documents;
using ChildLink.Privacy.Erasure;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Policy;
using ChildLink.Privacy.Sealing;
using Npgsql;

namespace ChildLink.Cli.Commands.Running;

/// <summary>The code and the sentence of a command that ended early.</summary>
internal sealed record Failure(string Code, string Message, int Exit)
{
    /// <summary>What an exception means to the user; null for one that nobody foresaw, which must stay visible as a fault.</summary>
    public static Failure? Of(Exception exception) => exception switch
    {
        CommandRefusedException e => new(e.Code, e.Message, e.Exit),
        OperationCanceledException => new("cancelled", "Cancelled; nothing half-done stays.", Answer.Failed),
        OptionInvalidException e => new("option-invalid", e.Message, Answer.Usage),
        TrustedDocumentException e => new("trusted-documents-invalid", e.Message, Answer.Usage),
        PolicyException e => new("policy-invalid", e.Message, Answer.Failed),
        MigrationChangedException e => new("schema-changed", e.Message, Answer.Failed),
        MasterKeyMissingException e => new("master-key-missing", e.Message, Answer.Failed),
        EpochGoneException e => new("epoch-key-missing", $"{e.Message} Keys and database do not belong to the same time.", Answer.Failed),
        LedgerContradictionException e => new("ledger-contradiction", e.Message, Answer.Failed),
        DisclosureLogUnavailableException e => new(DisclosureLogUnavailableException.Code, e.Message, Answer.Failed),
        FileNotFoundException or DirectoryNotFoundException => new("path-not-found", exception.Message, Answer.Usage),

        // The server's text can quote a refused value; its code never does.
        PostgresException e => new("database-refused", $"The database refused a statement (SQLSTATE {e.SqlState}).", Answer.Failed),
        NpgsqlException => new("database-unavailable", "The database does not answer.", Answer.Failed),
        CryptographicException or InvalidDataException => new("key-unusable", "A key file is damaged or belongs to another installation.", Answer.Failed),
        UnauthorizedAccessException or IOException => new("file-unusable", exception.Message, Answer.Failed),
        _ => null,
    };
}
