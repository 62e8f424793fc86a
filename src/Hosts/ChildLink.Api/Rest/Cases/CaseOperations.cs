namespace ChildLink.Api.Rest.Cases;

/// <summary>Operations of cases, hand-overs, conferences and grants.</summary>
public static class CaseOperations
{
    private const string Steering = "steering";
    private const string Narrowing = "narrowing";
    private const string CaseWork = "case-work";
    private const string ChildSupport = "child-support";

    public static readonly Operation Cases = new("GET", "/v1/cases", CaseWork, Steering);
    public static readonly Operation Open = new("POST", "/v1/cases", Narrowing, CaseWork);
    public static readonly Operation Case = new("GET", "/v1/cases/{id}", CaseWork);
    public static readonly Operation Propose = new("POST", "/v1/cases/{id}/decision", CaseWork);
    public static readonly Operation Confirm = new("POST", "/v1/cases/{id}/decision/confirm", CaseWork) { InPerson = true };
    public static readonly Operation SendBack = new("POST", "/v1/cases/{id}/decision/send-back", CaseWork) { InPerson = true };
    public static readonly Operation Plan = new("POST", "/v1/cases/{id}/plan", CaseWork);
    public static readonly Operation Note = new("POST", "/v1/cases/{id}/notes", CaseWork);
    public static readonly Operation Outcome = new("POST", "/v1/cases/{id}/outcome", CaseWork);
    public static readonly Operation Close = new("POST", "/v1/cases/{id}/close", CaseWork);
    public static readonly Operation HandOver = new("POST", "/v1/cases/{id}/hand-overs", CaseWork);
    public static readonly Operation Receive = new("POST", "/v1/cases/{id}/hand-overs/{handOver}/receive", CaseWork, ChildSupport);
    public static readonly Operation Withdraw = new("POST", "/v1/cases/{id}/hand-overs/{handOver}/withdraw", CaseWork);
    public static readonly Operation HandOvers = new("GET", "/v1/hand-overs", CaseWork, ChildSupport, Steering);
    public static readonly Operation Statuses = new("GET", "/v1/case-statuses", Narrowing);
    public static readonly Operation Menu = new("GET", "/v1/support-menu", CaseWork, Narrowing, Steering);
    public static readonly Operation Measures = new("GET", "/v1/measures", ChildSupport);
    public static readonly Operation Conferences = new("GET", "/v1/conferences", CaseWork, Steering);
    public static readonly Operation Conference = new("GET", "/v1/conferences/{id}", CaseWork);
    public static readonly Operation PlanConference = new("POST", "/v1/conferences", CaseWork);
    public static readonly Operation Minutes = new("POST", "/v1/conferences/{id}/minutes", CaseWork);
    public static readonly Operation EndConference = new("POST", "/v1/conferences/{id}/end", CaseWork);
    public static readonly Operation Pack = new("GET", "/v1/conferences/{id}/pack", CaseWork);
    public static readonly Operation Grants = new("GET", "/v1/grants", CaseWork);
    public static readonly Operation ProposeGrant = new("POST", "/v1/grants", CaseWork) { InPerson = true };
    public static readonly Operation ApproveGrant = new("POST", "/v1/grants/{id}/approve", CaseWork) { InPerson = true };
    public static readonly Operation RefuseGrant = new("POST", "/v1/grants/{id}/refuse", CaseWork) { InPerson = true };
    public static readonly Operation EndGrant = new("POST", "/v1/grants/{id}/end", CaseWork);
    public static readonly Operation ReceivedGrants = new("GET", "/v1/received-grants", ChildSupport);
    public static readonly Operation GrantedItems = new("GET", "/v1/children/{id}/granted-items", ChildSupport);
    public static readonly Operation DeliverOutcomes = new("POST", "/v1/case-outcomes", Steering);
}
