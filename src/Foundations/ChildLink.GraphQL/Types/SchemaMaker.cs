using ChildLink.GraphQL.Language;

namespace ChildLink.GraphQL.Types;

/// <summary>Makes schemas of SDL (section 3).</summary>
public static class SchemaMaker
{
    /// <summary>A schema of a text.</summary>
    /// <param name="sdl">SDL in UTF-8.</param>
    /// <param name="limits">Limits of the parser, or null for <see cref="ParseLimits.TypeSystem"/>.</param>
    public static SchemaResult Make(ReadOnlyMemory<byte> sdl, ParseLimits? limits = null)
    {
        var parsed = GraphQLParser.Parse(sdl, limits ?? ParseLimits.TypeSystem);
        return parsed.Document is { } document ? Make(document) : new SchemaResult(null, [parsed.Error!]);
    }

    /// <summary>A schema of a parsed text: definitions and extensions of the type system only.</summary>
    public static SchemaResult Make(DocumentNode sdl)
    {
        var errors = new SchemaErrors(sdl.Source);
        var index = new SdlIndex(sdl);
        CheckText(index, errors);
        if (errors.Any)
            return new SchemaResult(null, errors.All());
        var draft = new DraftMaker(index, BuiltIns.Types, errors).Make();
        if (!errors.Any)
            CheckDraft(draft, index, errors);
        return errors.Any ? new SchemaResult(null, errors.All()) : new SchemaResult(DraftCompletion.Complete(draft, index), []);
    }

    /// <summary>Rules about the text: only one that keeps them can become types.</summary>
    private static void CheckText(SdlIndex index, SchemaErrors errors)
    {
        new UniqueNameRules(index, errors).Check();
        new ReferenceRules(index, errors).Check();
        new AppliedDirectiveRules(index, errors).Check();
        UniqueInputFields.Check(index, errors);
    }

    private static void CheckDraft(SchemaDraft draft, SdlIndex index, SchemaErrors errors)
    {
        new DraftRules(draft, errors).Check();
        new DirectiveCycleRules(index, errors).Check();
        new FiniteValueRules(draft, errors).Check();
        new DefaultCycleRules(draft, errors).Check();
    }
}
