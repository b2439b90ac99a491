// electron-builder calls this with the WiX project of the MSI before it is built: properties for silent installs, and the service.
const { readFileSync, writeFileSync } = require("node:fs");

// A changed GUID would leave the old component behind at the next upgrade.
const GUIDS = {
  ProvisioningUrl: "5D2C7B0E-6C0B-4C55-8D0B-6A8E3B6D1F01",
  ProvisioningCode: "5D2C7B0E-6C0B-4C55-8D0B-6A8E3B6D1F02",
  ManagedMark: "5D2C7B0E-6C0B-4C55-8D0B-6A8E3B6D1F03",
};

/** Only the service and administrators may read the code, which lets a machine join once. */
const OWNERS_ONLY = "O:BAG:SYD:PAI(A;CIOI;FA;;;SY)(A;CIOI;FA;;;BA)";

const FRAGMENT = `
    <Property Id="ORCHESTRATOR_URL" Secure="yes"/>
    <Property Id="ENROLLMENT_TOKEN" Secure="yes" Hidden="yes"/>
    <DirectoryRef Id="TARGETDIR">
      <Component Id="ProvisioningUrl" Guid="${GUIDS.ProvisioningUrl}" Win64="yes" Permanent="yes">
        <Condition>ORCHESTRATOR_URL</Condition>
        <RegistryKey Root="HKLM" Key="Software\\Holdfast\\Provisioning">
          <RegistryValue Name="OrchestratorUrl" Type="string" Value="[ORCHESTRATOR_URL]" KeyPath="yes"/>
          <PermissionEx Sddl="${OWNERS_ONLY}"/>
        </RegistryKey>
      </Component>
      <Component Id="ProvisioningCode" Guid="${GUIDS.ProvisioningCode}" Win64="yes" Permanent="yes">
        <Condition>ENROLLMENT_TOKEN</Condition>
        <RegistryKey Root="HKLM" Key="Software\\Holdfast\\Provisioning">
          <RegistryValue Name="JoinCode" Type="string" Value="[ENROLLMENT_TOKEN]" KeyPath="yes"/>
          <PermissionEx Sddl="${OWNERS_ONLY}"/>
        </RegistryKey>
      </Component>
    </DirectoryRef>
    <DirectoryRef Id="APPLICATIONFOLDER">
      <Directory Id="ManagedFolder" Name="managed">
        <Component Id="ManagedMark" Guid="${GUIDS.ManagedMark}" Win64="yes" KeyPath="yes">
          <CreateFolder/>
        </Component>
      </Directory>
    </DirectoryRef>
`;

const FEATURE = '<ComponentGroupRef Id="ProductComponents"/>';
const REFERENCES = Object.keys(GUIDS).map((id) => `<ComponentRef Id="${id}"/>`);

exports.withProvisioning = (project) => {
  if (!project.includes('<Feature Id="ProductFeature"') || !project.includes(FEATURE))
    throw new Error("The template of the MSI has changed: there is no place for the properties of silent installs.");
  return project
    .replace('<Feature Id="ProductFeature"', `${FRAGMENT}    <Feature Id="ProductFeature"`)
    .replace(FEATURE, [FEATURE, ...REFERENCES].join("\n      "));
};

exports.default = async (path) => {
  writeFileSync(path, exports.withProvisioning(readFileSync(path, "utf8")));
};
