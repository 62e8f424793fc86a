using ChildLink.Records.Intake;
using ChildLink.Records.Provisions;
using FsCheck;
using FsCheck.Fluent;

namespace ChildLink.Tests.Product.Intake;

public sealed class MyNumberTests
{
    [Theory]
    [InlineData("123456789018")]
    [InlineData("１２３４５６７８９０１８")]
    [InlineData("1234-5678-9018")]
    [InlineData("1234 5678 9018")]
    [InlineData("１２３４－５６７８－９０１８")]
    [InlineData("1234　5678　9018")]
    public void Twelve_digits_with_their_check_digit_are_a_My_Number(string cell) => MyNumber.IsMyNumber(cell).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("123456789012")] // wrong check digit
    [InlineData("0000000019")] // resident code
    [InlineData("0259-63-3111")] // telephone
    [InlineData("090-1234-5678")]
    [InlineData("12345678901")]
    [InlineData("1234567890180")]
    [InlineData("12345678901X")]
    [InlineData("2025-01-10")]
    public void Other_numbers_are_not(string cell) => MyNumber.IsMyNumber(cell).ShouldBeFalse();

    [Fact]
    public void Exactly_one_last_digit_in_ten_makes_eleven_digits_a_My_Number()
    {
        Prop.ForAll(
            Gen.Choose(0, 9).ArrayOf(11).ToArbitrary(),
            digits => Enumerable.Range(0, 10).Count(last => MyNumber.IsMyNumber(string.Concat(digits.Append(last)))) == 1)
            .QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("個人番号")]
    [InlineData("マイナンバー")]
    [InlineData("ﾏｲﾅﾝﾊﾞｰ")]
    [InlineData(" 個 人 番 号 ")]
    [InlineData("個　人　番　号")]
    [InlineData("個人\r\n番号")]
    [InlineData("個人\t番号")]
    [InlineData("個人\u200B番号")]
    [InlineData("\uFEFF個人番号")]
    [InlineData("保護者個人番号(12桁)")]
    [InlineData("My Number")]
    [InlineData("ＭＹＮＵＭＢＥＲ")]
    [InlineData("本籍")]
    [InlineData("本 籍 地")]
    [InlineData("本籍・筆頭者")]
    public void Names_of_columns_that_are_never_taken_are_known_in_any_form(string header) => ForbiddenColumns.IsForbidden(header).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("番号")]
    [InlineData("宛名番号")]
    [InlineData("個人")]
    [InlineData("法人番号")]
    [InlineData("\uFFFE")]
    public void Other_names_are_left_alone(string header) => ForbiddenColumns.IsForbidden(header).ShouldBeFalse();
}
