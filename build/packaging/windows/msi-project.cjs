// electron-builder calls this with the WiX project of the MSI before it is built: properties for silent installs, and the service.
const { readFileSync, writeFileSync } = require("node:fs");

// A changed GUID would leave the old component behind at the next upgrade.
const GUIDS = {
  ProvisioningUrl: "5D2C7B0E-6C0B-4C55-8D0B-6A8E3B6D1F01",
  ProvisioningCode: "5D2C7B0E-6C0B-4C55-8D0B-6A8E3B6D1F02",
  ManagedMark: "5D2C7B0E-6C0B-4C55-8D0B-6A8E3B6D1F03",
  Service: "5D2C7B0E-6C0B-4C55-8D0B-6A8E3B6D1F04",
};

/** Only the service and administrators may read the code, which lets a machine join once. */
const OWNERS_ONLY = "O:BAG:SYD:PAI(A;CIOI;FA;;;SY)(A;CIOI;FA;;;BA)";

/** The same words as electron/service/windows-service.ts gives to sc.exe. */
const SERVICE_WORDS = [
  "&quot;HOLDFAST_DATA_DIR=[CommonAppDataFolder]Holdfast&quot;",
  "&quot;HOLDFAST_CONFIG_DIR=[CommonAppDataFolder]Holdfast\\config&quot;",
  "HOLDFAST_LOCAL_USERS=true",
  "&quot;[APPLICATIONFOLDER]resources\\holdfast.exe&quot; core --stop-with-stdin",
].join(" ");

// The values of the registry are permanent, so that an upgrade without properties keeps them; the last action takes them away when
// the product goes for good. An upgrade also keeps a service that is there.
const FRAGMENT = `
    <Property Id="ORCHESTRATOR_URL" Secure="yes"/>
    <Property Id="ENROLLMENT_TOKEN" Secure="yes" Hidden="yes"/>
    <Property Id="INSTALL_SERVICE" Secure="yes"/>
    <Property Id="SERVICE_WAS_THERE">
      <RegistrySearch Id="FindService" Root="HKLM" Key="SYSTEM\\CurrentControlSet\\Services\\Holdfast" Name="ImagePath" Type="raw" Win64="yes"/>
    </Property>
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
      <Directory Id="ServiceFolder" Name="service">
        <Component Id="Service" Guid="${GUIDS.Service}" Win64="yes">
          <Condition>ORCHESTRATOR_URL OR ENROLLMENT_TOKEN OR INSTALL_SERVICE OR SERVICE_WAS_THERE</Condition>
          <File Id="ServiceHost" Name="holdfast-service.exe" Source="$(var.appDir)/resources/holdfast-service.exe" KeyPath="yes"/>
          <ServiceInstall Id="InstallService" Name="Holdfast" DisplayName="Holdfast backups" Description="Backs this computer up on a schedule, also while nobody is signed in." Type="ownProcess" Start="auto" ErrorControl="normal" Account="LocalSystem" Arguments="${SERVICE_WORDS}"/>
          <ServiceControl Id="ControlService" Name="Holdfast" Start="install" Stop="both" Remove="uninstall" Wait="yes"/>
        </Component>
      </Directory>
    </DirectoryRef>
    <CustomAction Id="ForgetProvisioning" Directory="System64Folder" ExeCommand="&quot;[System64Folder]reg.exe&quot; delete HKLM\\Software\\Holdfast /f /reg:64" Execute="deferred" Impersonate="no" Return="ignore"/>
    <InstallExecuteSequence>
      <Custom Action="ForgetProvisioning" Before="InstallFinalize">REMOVE="ALL" AND NOT UPGRADINGPRODUCTCODE</Custom>
    </InstallExecuteSequence>
`;

const FEATURE = '<ComponentGroupRef Id="ProductComponents"/>';
const REFERENCES = Object.keys(GUIDS).map((id) => `<ComponentRef Id="${id}"/>`);

exports.withProvisioning = (project) => {
  if (!project.includes('<Feature Id="ProductFeature"') || !project.includes(FEATURE))
    throw new Error("The template of the MSI has changed: there is no place for the properties of silent installs.");
  return project
    .replace('<Feature Id="ProductFeature"', () => `${FRAGMENT}    <Feature Id="ProductFeature"`)
    .replace(FEATURE, [FEATURE, ...REFERENCES].join("\n      "));
};

exports.default = async (path) => {
  writeFileSync(path, exports.withProvisioning(readFileSync(path, "utf8")));
};
