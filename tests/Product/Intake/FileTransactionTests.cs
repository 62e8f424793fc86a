using System.Runtime.Versioning;
using ChildLink.Privacy.Gateway;
using ChildLink.Records.Intake;
using ChildLink.Tests.Product.Database;
using static ChildLink.Tests.Product.Intake.RegisterRows;

namespace ChildLink.Tests.Product.Intake;

/// <summary>A file and its log entry stand together or not at all; a file that cannot be read stops no other.</summary>
public sealed class FileTransactionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_file_that_was_taken_has_one_log_entry_with_its_provision_and_records()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write(RegisterFile, RegisterHeader, Resident(1), Resident(2));
        folder.Write(RosterFile, RosterHeader, Pupil(1));
        folder.Write("meibo_1002_2024.csv", "氏名,本籍");

        await city.ImportAsync(Ct, folder.Path);
        await city.ImportAsync(Ct, folder.Path);

        city.Log.Entries.Select(e => $"{e.Operation} {e.Rows}").ShouldBe(["import school-roster 2", "import resident-register 3"]);
    }

    [Fact]
    public async Task A_dry_run_is_logged_once()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write(RegisterFile, RegisterHeader, Resident(1), Resident(2));
        folder.Write(RosterFile, RosterHeader, Pupil(1));

        await city.Importer.ImportAsync(city.Steward, [folder.Path], dryRun: true, progress: null, Ct);

        city.Log.Entries.Select(e => $"{e.Operation} {e.Rows}").ShouldBe(["import dry-run 5"]);
    }

    [Fact]
    public async Task Without_the_log_a_file_is_not_stored_and_what_was_logged_before_stays()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write(RosterFile, RosterHeader, Pupil(1));
        folder.Write("meibo_1002_2024.csv", RosterHeader, Pupil(1));
        var afterFirst = new Tell(() => city.Log.Down = true);

        await Should.ThrowAsync<DisclosureLogUnavailableException>(
            () => city.Importer.ImportAsync(city.Steward, [folder.Path], dryRun: false, afterFirst, Ct));

        (await city.Database.AskAsync<string>("select string_agg(file, ',') from read.deliveries", Ct)).ShouldBe(RosterFile);
        (await StoreShape.EventsAsync(city, Ct)).Count.ShouldBe(1);
        city.Log.Down = false;
        (await city.ImportAsync(Ct, folder.Path)).Select(o => o.GetType().Name).ShouldBe(["Repeated", "Taken"]);
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public async Task A_file_that_fails_while_it_is_read_is_refused_alone()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        File.CreateSymbolicLink(Path.Combine(folder.Path, "meibo_1001_2024.csv"), "/proc/self/mem");
        folder.Write("meibo_1002_2024.csv", RosterHeader, Pupil(1));

        var outcomes = await city.ImportAsync(Ct, folder.Path);

        outcomes[0].ShouldBeOfType<DeliveryOutcome.Refused>().Rule.ShouldBe("unreadable_file");
        outcomes[1].ShouldBeOfType<DeliveryOutcome.Taken>();
    }

    private sealed class Tell(Action act) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => act();
    }
}
