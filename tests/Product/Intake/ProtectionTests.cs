using ChildLink.Records.Intake;
using ChildLink.Tests.Product.Database;
using static ChildLink.Tests.Product.Intake.RegisterRows;

namespace ChildLink.Tests.Product.Intake;

/// <summary>The protection list (支援措置) takes hold with the file that brings it, and does not vanish by accident.</summary>
public sealed class ProtectionTests
{
    private const string ListFile = "DV等支援措置対象者一覧.csv";
    private const string ListHeader = "宛名番号,氏名,区分,対象区分,支援開始日,支援終了日";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_import_that_stops_early_leaves_nobody_of_a_protected_household_unprotected()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write(ListFile, ListHeader, "0000000004,印 4,1,1,R06.04.01,R12.04.01");
        folder.Write(RegisterFile, RegisterHeader, Resident(4), Resident(5), Resident(9));
        folder.Write("児童扶養手当_支給情報.csv", "-");
        using var stop = new CancellationTokenSource();
        var afterRegister = new Stop(p => p.File == RegisterFile, stop);

        await Should.ThrowAsync<OperationCanceledException>(
            () => city.Importer.ImportAsync(city.Steward, [Path.Combine(folder.Path, ListFile), Path.Combine(folder.Path, RegisterFile), folder.Path], dryRun: false, afterRegister, stop.Token));

        (await city.Database.AskAsync<string>("select string_agg(resident_code || ' ' || protected, ', ' order by resident_code) from vault.residents", Ct))
            .ShouldBe("0000000004 true, 0000000005 true, 0000000009 false");
    }

    [Fact]
    public async Task A_list_that_names_nobody_ends_no_protection_and_is_not_held_to_be_whole()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write(RegisterFile, RegisterHeader, Resident(4));
        folder.Write(ListFile, ListHeader, "0000000004,印 4,1,1,R06.04.01,R12.04.01");
        await city.ImportAsync(Ct, folder.Path);
        folder.Write(ListFile, ListHeader);

        (await city.ImportAsync(Ct, folder.Path)).OfType<DeliveryOutcome.Taken>().Count().ShouldBe(1);

        (await city.Database.AskAsync<bool>("select protected from vault.residents", Ct)).ShouldBeTrue();
        (await city.Database.AskAsync<bool>("select complete from vault.protection_lists", Ct)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_city_in_which_nobody_was_ever_protected_may_say_so()
    {
        await using var city = await TestCity.CreateAsync(Ct);
        using var folder = new DeliveryFolder();
        folder.Write(ListFile, ListHeader);

        await city.ImportAsync(Ct, folder.Path);

        (await city.Database.AskAsync<bool>("select complete from vault.protection_lists", Ct)).ShouldBeTrue();
    }

    /// <summary>Cancels as soon as a file is done; on the importing thread, unlike <see cref="Progress{T}"/>.</summary>
    private sealed class Stop(Predicate<ImportProgress> when, CancellationTokenSource source) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            if (when(value))
                source.Cancel();
        }
    }
}
