using ChildLink.Api.Problems;
using ChildLink.Casework.Cases;
using ChildLink.Casework.Conferences;
using ChildLink.Casework.Erasure;
using ChildLink.Casework.Grants;
using ChildLink.Casework.Inquiries;
using ChildLink.Casework.Narrowing;
using ChildLink.Casework.Narrowing.Rules;
using ChildLink.Casework.Outcomes;
using ChildLink.Casework.Shares;
using ChildLink.Oversight.Checkpoints;
using ChildLink.Oversight.Recording;
using ChildLink.Oversight.Review;
using ChildLink.Oversight.Verification;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Emergencies;
using ChildLink.Privacy.Erasure;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Policy;
using ChildLink.Privacy.Policy.Adoption;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Erasure;
using ChildLink.Records.Intake;
using ChildLink.Records.Law;
using ChildLink.Records.Linkage;
using ChildLink.Records.Provisions;
using ChildLink.Screening.Runs;
using ChildLink.Screening.Training;
using ChildLink.Views.Cases;
using ChildLink.Views.Children;
using ChildLink.Views.Exports;
using ChildLink.Views.Figures;
using ChildLink.Views.Grants;
using ChildLink.Views.Narrowing;
using ChildLink.Views.Screening;
using ChildLink.Views.Status;
using Npgsql;

namespace ChildLink.Api.Composition;

/// <summary>Everything one municipality's process needs, built once. Thread-safe; disposing closes log and connections.</summary>
public sealed partial class Municipality : IAsyncDisposable
{
    private readonly LogSigner signer;

    private Municipality(
        MunicipalityPlace place, ServedPolicy served, KeyHome keys, LogSigner signer, NpgsqlDataSource database, TimeProvider time)
    {
        var ((city, policy, rules, forms), standing) = served;
        this.standing = standing;
        lookedAt = standing.OnDisk;
        this.signer = signer;
        Place = place;
        City = city;
        Policy = policy;
        Keys = keys;
        Database = database;
        Answers = WorkingDatabase.OpenForAnswers(place.ConnectionString);
        Time = time;
        var checkpoints = new CheckpointFolder(place.Checkpoints);
        Log = AccessLog.Start(database, signer, checkpoints, new AccessLogOptions { SignAtStart = [place.Code] }, time);
        LogReader = new AccessLogReader(database);
        LogVerifier = new LogVerifier(database, signer.Verifier, checkpoints, time);
        Gateway = new PrivacyGateway(policy, Log, time);
        Assignments = new AssignmentBook(Answers, time);
        AssignmentBatches = new AssignmentBatchBook(database, time);
        Conflicts = new ConflictBook(database, time);
        Emergencies = new EmergencyBook(database, Gateway, keys, city.Document.EmergencyMinutes, city.Document.ProtectionListMaxAgeDays, time);
        Residents = new SubjectIds(keys.Derive("subjects", city.Code));
        Status = new SystemStatusViews(database, city.Code, time);
        Shares = new ShareBook(database, new RunSharing(city), time);
        Narrowing = new NarrowingBook(database, Gateway, keys, time);
        Narrowings = new NarrowingLists(Answers, rules, city);
        Looks = new ShareLooks(database);
        Figures = new FigureViews(database, city, time);
        Cards = new CardViews(Answers, policy, keys, city, time);
        NarrowingSheets = new NarrowingSheets(database, Narrowings, Narrowing, policy, keys, city, time);
        Inquiries = new InquiryBook(database, forms, Gateway, keys, time);
        InquiryViews = new InquiryViews(Answers, policy, keys, city, time);
        PupilSheets = new PupilSheets(database, Inquiries, policy, keys, city, time);
        Cases = new CaseBook(database, city, keys, time);
        Conferences = new ConferenceBook(database, city, Cases, time);
        CaseViews = new CaseViews(Answers, policy, keys, city.Code, time);
        Measures = new MeasureViews(Answers, policy, keys, city, time);
        Grants = new GrantBook(database, city, keys, time);
        GrantViews = new GrantViews(Answers, policy, keys, city, time);
        ReceivedGrants = new ReceivedGrantViews(Answers, policy, keys, city, time);
        HandOvers = new HandOverViews(Answers, policy, city.Code, time);
        CaseTasks = new CaseTaskViews(Answers, CaseViews, HandOvers, time);
        Ledger = LedgerOf(place, keys);
        Promise = ErasurePromise.Default with { Backups = place.BackupRetention };
        Erasures = new ErasureBook(
            database, Gateway, Ledger, [new LinkedSources(city), new HeldBackRows(city, keys, time), new ProtectionHold(), new ShareHold(), new CaseHold(), new EmergencyHold(), new ConflictHold()],
            Promise, time);
        Importer = new Importer(database, city, keys, Gateway, time);
        Linker = new Linker(database, city, keys, Gateway, time);
        Screening = new ScreeningRunner(database, city, keys, Gateway, time);
        Trainer = new ModelTrainer(database, city, keys, Gateway, time);
        Models = new ModelStore(database, city.Code);
        Runs = new ScreeningRunViews(database, city.Code);
        Children = new ChildViews(Answers, policy, keys, city, time);
        Dossiers = new DossierViews(Answers, policy, keys, city, time);
        Packs = new ConferencePacks(Conferences, CaseViews, Children, Dossiers, Cases.Menu, city.Document.Name, time);
        Outcomes = new OutcomeDelivery(database, city, Gateway, Importer, time);
        Differences = new RunDifferenceViews(Answers, policy, keys, city, time);
        // Asked on every request: by the connections that keep their plans.
        Policies = new PolicyBook(Answers, time);
        Explainer = new PolicyExplainer(policy, city);
        Aid = new PatternAid(city);
        Exports = new DataExports(database, Gateway, keys, city, place.SyntheticCluster is not null, time);
    }

    /// <summary>Where it lies.</summary>
    public MunicipalityPlace Place { get; }

    /// <summary>The city with its provisions.</summary>
    public City City { get; }

    /// <summary>全国地方公共団体コード.</summary>
    public string Code => City.Code;

    /// <summary>The compiled policy.</summary>
    public DecisionTable Policy { get; }

    /// <summary>Keys outside the database.</summary>
    public KeyHome Keys { get; }

    /// <summary>Connections that act as <see cref="WorkingDatabase.Role"/>.</summary>
    public NpgsqlDataSource Database { get; }

    /// <summary>The same for answers, whose statements are prepared.</summary>
    public NpgsqlDataSource Answers { get; }

    /// <summary>The access log.</summary>
    public AccessLog Log { get; }

    /// <summary>Searches the access log.</summary>
    public AccessLogReader LogReader { get; }

    /// <summary>Verifies the access log against its checkpoints.</summary>
    public LogVerifier LogVerifier { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Where values leave.</summary>
    public PrivacyGateway Gateway { get; }

    /// <summary>Who may act.</summary>
    public AssignmentBook Assignments { get; }

    /// <summary>Whom staff must not meet.</summary>
    public ConflictBook Conflicts { get; }

    /// <summary>緊急閲覧.</summary>
    public EmergencyBook Emergencies { get; }

    /// <summary>Identities of residents by their code.</summary>
    public SubjectIds Residents { get; }

    /// <summary>How the whole stands, in counts.</summary>
    public SystemStatusViews Status { get; }

    /// <summary>Lists of changes of who may act.</summary>
    public AssignmentBatchBook AssignmentBatches { get; }

    /// <summary>Shares with institutions.</summary>
    public ShareBook Shares { get; }

    /// <summary>What people decided about candidates.</summary>
    public NarrowingBook Narrowing { get; }

    /// <summary>Lists of candidates by the city's narrowing rules.</summary>
    public NarrowingLists Narrowings { get; }

    /// <summary>Cards of candidates.</summary>
    public CardViews Cards { get; }

    /// <summary>Sheets of candidates, out and back.</summary>
    public NarrowingSheets NarrowingSheets { get; }

    /// <summary>Questions to institutions, and their answers.</summary>
    public InquiryBook Inquiries { get; }

    /// <summary>The same as they are shown.</summary>
    public InquiryViews InquiryViews { get; }

    /// <summary>Sheets of pupils, out and back.</summary>
    public PupilSheets PupilSheets { get; }

    /// <summary>Who was shown what was shared.</summary>
    public ShareLooks Looks { get; }

    /// <summary>Figures of runs for reports.</summary>
    public FigureViews Figures { get; }

    /// <summary>Cases of children.</summary>
    public CaseBook Cases { get; }

    /// <summary>Conferences about them.</summary>
    public ConferenceBook Conferences { get; }

    /// <summary>Answers about cases.</summary>
    public CaseViews CaseViews { get; }

    /// <summary>What waits for people in cases.</summary>
    public CaseTaskViews CaseTasks { get; }

    /// <summary>Measures that institutions are to carry out.</summary>
    public MeasureViews Measures { get; }

    /// <summary>個別提供.</summary>
    public GrantBook Grants { get; }

    /// <summary>The same as case staff see them.</summary>
    public GrantViews GrantViews { get; }

    /// <summary>The same as institutions see them, with what they open.</summary>
    public ReceivedGrantViews ReceivedGrants { get; }

    /// <summary>Hand-overs that wait.</summary>
    public HandOverViews HandOvers { get; }

    /// <summary>Packs of conferences.</summary>
    public ConferencePacks Packs { get; }

    /// <summary>Outcomes of cases on their way back.</summary>
    public OutcomeDelivery Outcomes { get; }

    /// <summary>Erasures of subjects.</summary>
    public ErasureBook Erasures { get; }

    /// <summary>Erasures as they stand outside of the database.</summary>
    public ErasureLedger Ledger { get; }

    /// <summary>How long what an erasure leaves behind may stay.</summary>
    public ErasurePromise Promise { get; }

    /// <summary>Takes files in.</summary>
    public Importer Importer { get; }

    /// <summary>Links records to residents.</summary>
    public Linker Linker { get; }

    /// <summary>Runs screening plans.</summary>
    public ScreeningRunner Screening { get; }

    /// <summary>Trains the models of plans.</summary>
    public ModelTrainer Trainer { get; }

    /// <summary>Trained models.</summary>
    public ModelStore Models { get; }

    /// <summary>Screening runs as they are shown.</summary>
    public ScreeningRunViews Runs { get; }

    /// <summary>Answers about children.</summary>
    public ChildViews Children { get; }

    /// <summary>What is around one child.</summary>
    public DossierViews Dossiers { get; }

    /// <summary>What changed between runs.</summary>
    public RunDifferenceViews Differences { get; }

    /// <summary>Proposals and adoptions of policies.</summary>
    public PolicyBook Policies { get; }

    /// <summary>Why a field is shown or withheld.</summary>
    public PolicyExplainer Explainer { get; }

    /// <summary>Which pattern of legal basis could carry an item.</summary>
    public PatternAid Aid { get; }

    /// <summary>Writes tables as files.</summary>
    public DataExports Exports { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Log.DisposeAsync();
        signer.Dispose();
        await Answers.DisposeAsync();
        await Database.DisposeAsync();
    }
}
