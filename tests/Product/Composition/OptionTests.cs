using ChildLink.Api.Composition;

namespace ChildLink.Tests.Product.Composition;

public sealed class OptionTests
{
    [Theory]
    [InlineData("30", 30)]
    [InlineData("3650", 3650)]
    [InlineData(null, 90)]
    [InlineData(" ", 90)]
    public void Backups_are_kept_for_the_days_that_were_said(string? said, int days) => Of(said).BackupRetention.ShouldBe(TimeSpan.FromDays(days));

    [Theory]
    [InlineData("400d")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("3651")]
    [InlineData("1e2")]
    public void What_is_no_number_of_days_is_refused(string said) =>
        Should.Throw<OptionInvalidException>(() => Of(said).BackupRetention).Message.ShouldBe("CHILDLINK_BACKUP_DAYS must be a whole number of days, 1 to 3650.");

    private static ChildLinkOptions Of(string? days) =>
        ChildLinkOptions.From(name => name == ChildLinkOptions.BackupDaysVariable ? days : null, Path.GetTempPath());
}
