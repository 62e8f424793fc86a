using ChildLink.Privacy.Policy;
using ChildLink.Records.Provisions;

namespace ChildLink.Casework.Inquiries;

/// <summary>The forms of a municipality, compiled.</summary>
public sealed class InquiryForms
{
    private const int MostQuestions = 40;
    private const int LongestText = 2_000;

    /// <summary>What a drop-down of a spreadsheet holds at most.</summary>
    private const int LongestChoices = 250;

    /// <summary>Headings that a sheet has anyway.</summary>
    private static readonly string[] Headings = ["学年", "組", "氏名", "氏名カナ", "行キー"];

    private readonly Dictionary<string, InquiryForm> forms;

    private InquiryForms(Dictionary<string, InquiryForm> forms) => this.forms = forms;

    /// <summary>All forms in order of their ids.</summary>
    public IReadOnlyList<InquiryForm> All => [.. forms.Values.OrderBy(f => f.Id, StringComparer.Ordinal)];

    /// <summary>Compiles every file under <c>inquiries/</c> of the city's folder.</summary>
    /// <exception cref="PolicyException">With the faults of every file.</exception>
    public static InquiryForms Load(City city)
    {
        ArgumentNullException.ThrowIfNull(city);
        var forms = new Dictionary<string, InquiryForm>(StringComparer.Ordinal);
        var problems = new List<PolicyProblem>();
        foreach (var file in new PolicyFiles(city.Folder).List("inquiries"))
        {
            try
            {
                var form = Compile(city, file, problems);
                forms.Add(form.Id, form);
            }
            catch (PolicyException e)
            {
                problems.AddRange(e.Problems);
            }
        }

        return problems.Count == 0 ? new InquiryForms(forms) : throw new PolicyException(problems);
    }

    /// <summary>A form by name, or null.</summary>
    public InquiryForm? Find(string id) => forms.GetValueOrDefault(id);

    private static InquiryForm Compile(City city, string file, List<PolicyProblem> problems)
    {
        var document = new PolicyFiles(city.Folder).Read<InquiryFormDocument>(file);
        var name = Path.GetFileNameWithoutExtension(file);
        void Require(bool holds, string where, string message)
        {
            if (!holds)
                problems.Add(new PolicyProblem(file, where, message));
        }

        Require(document.Id == name, "id", $"must be '{name}', as the file is called.");
        Require(IsLabel(document.Ja) && IsLabel(document.En), "ja", "labels ja and en must be there, in one line.");
        Require(IsLabel(document.Basis), "basis", "must name the legal basis of asking, in one line.");
        Require(document.DueDays is >= 1 and <= 180, "dueDays", "must be 1 to 180.");
        Require(document.Questions.Count is >= 1 and <= MostQuestions, "questions", $"must hold 1 to {MostQuestions}.");
        Require(document.Questions.DistinctBy(q => q.Id).Count() == document.Questions.Count, "questions", "hold an id twice.");
        Require(document.Questions.DistinctBy(q => q.Ja).Count() == document.Questions.Count, "questions", "hold a label twice: it heads a column.");
        Require(!document.Questions.Exists(q => Headings.Contains(q.Ja, StringComparer.Ordinal)), "questions", $"must not be called {string.Join(", ", Headings)}: the sheet has these columns.");
        return new InquiryForm(
            name, document.Ja, document.En, document.Basis, document.DueDays, [.. document.Questions.Select(q => Compile(q, Require))]);
    }

    private static Question Compile(QuestionEntry entry, Action<bool, string, string> require)
    {
        var at = $"questions.{entry.Id}";
        require(entry.Id.Length is >= 1 and <= 40 && entry.Id.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'), at, "the id must be made of a-z, 0-9 and hyphens.");
        require(IsLabel(entry.Ja) && IsLabel(entry.En), at, "labels ja and en must be there, in one line.");
        var kind = entry.Type switch
        {
            "choice" => QuestionKind.Choice,
            "scale" => QuestionKind.Scale,
            "text" => QuestionKind.Text,
            _ => (QuestionKind?)null,
        };
        require(kind is not null, at, $"type '{entry.Type}' is unknown; one of choice, scale, text.");
        require(kind == QuestionKind.Choice == entry.Options.Count >= 2, at, "a choice, and nothing else, has two options or more.");
        require(entry.Options.TrueForAll(o => o.Id.Length > 0 && IsLabel(o.Ja) && IsLabel(o.En) && !o.Ja.Contains(',') && !o.Ja.Contains('"')), at,
            "options need id, ja and en; ja without commas and quotes.");
        require(entry.Options.SelectMany(o => new[] { o.Id, o.Ja, o.En }.Distinct(StringComparer.Ordinal)).GroupBy(w => w, StringComparer.Ordinal).All(g => g.Count() == 1), at, "options share a word.");
        require(entry.Options.Sum(o => o.Ja.Length + 1) <= LongestChoices, at, $"the labels of its options are longer than {LongestChoices} characters together.");
        require(kind == QuestionKind.Scale == (entry.From is not null && entry.To is not null), at, "a scale, and nothing else, has from and to.");
        require(kind != QuestionKind.Scale || (entry.From >= 0 && entry.From < entry.To && entry.To <= 100), at, "from must lie before to, between 0 and 100.");
        require(kind == QuestionKind.Text == entry.Longest is not null && entry.Longest is null or (>= 1 and <= LongestText), at, $"a text, and nothing else, has longest, 1 to {LongestText}.");
        return new Question(
            entry.Id, entry.Ja, entry.En, kind ?? QuestionKind.Text, entry.Required, [.. entry.Options.Select(o => new AnswerOption(o.Id, o.Ja, o.En))],
            entry.From ?? 0, entry.To ?? 0, entry.Longest ?? LongestText);
    }

    private static bool IsLabel(string text) => !string.IsNullOrWhiteSpace(text) && text.Length <= 300 && !text.Any(char.IsControl);
}
