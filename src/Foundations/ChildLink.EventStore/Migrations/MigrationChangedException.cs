namespace ChildLink.EventStore.Migrations;

/// <summary>An applied migration file has been edited; the start stops rather than guess.</summary>
public sealed class MigrationChangedException(string name)
    : Exception($"Migration {name} was applied with another content. Migrations are append-only: add a new one.");
