namespace ChildLink.Records.Store;

/// <summary>Whom the records that may be read are about; all other records of the provision stay closed.</summary>
/// <param name="Subjects">Residents, for sources that name them by code.</param>
/// <param name="Keys">Digests of business keys, for sources whose rows linkage tells whom they are about.</param>
public sealed record RecordsAbout(IReadOnlyCollection<Guid> Subjects, IReadOnlyCollection<Guid> Keys);
