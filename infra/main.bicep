// Cutover on Azure, for one organisation: the program as one container, its identity, its bot
// registration with the Teams channel, its journal in PostgreSQL, and its logs. docs/setup.md
// leads through it, and says what nobody has tried yet.

metadata description = 'Cutover for one organisation: one container, one journal, one bot in Teams.'

@description('Where everything but the bot registration runs. PostgreSQL must be on offer there.')
param location string = resourceGroup().location

@description('What the resources are called. Names that all of Azure shares get an ending of their own.')
@minLength(3)
@maxLength(20)
param name string = 'cutover'

@description('The container registry in this resource group that holds the image.')
param registryName string

@description('The image in that registry, with its tag, such as cutover:0.1.0.')
param image string

@description('Graph id of the SharePoint site that holds the lists: host,collection,web.')
param site string

@description('Id of the Teams app package: any new GUID, the same one from then on.')
@minLength(36)
@maxLength(36)
param manifest string

@description('IANA time zone of the organisation.')
param zone string = 'America/Toronto'

@description('Province or territory whose public holidays are kept, in two letters.')
@minLength(2)
@maxLength(2)
param province string = 'ON'

@description('Language for people whose own is not known.')
@allowed(['en-CA', 'fr-CA'])
param language string = 'en-CA'

@description('Password of the journal: long, made up once, the same at every deployment.')
@secure()
@minLength(24)
param journalPassword string

@description('Application id of an Entra registration to run as. Empty: as a managed identity.')
param appId string = ''

@description('Secret of that registration. Empty for a managed identity, which needs none.')
@secure()
param appSecret string = ''

var registered = !empty(appId)
var own = '${name}-${uniqueString(resourceGroup().id)}'
var port = 3978
var acrPull = '7f951dda-4ed3-4680-a7ca-43fe172d538d'

// Made before this, with its permissions, or else its first tokens lack them for up to a day.
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: name
  location: location
}

var clientId = registered ? appId : identity.properties.clientId

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = {
  name: registryName
}

resource pull 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(registry.id, identity.id, acrPull)
  scope: registry
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', acrPull)
  }
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: name
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
  }
}

resource network 'Microsoft.Network/virtualNetworks@2024-01-01' = {
  name: name
  location: location
  properties: {
    addressSpace: { addressPrefixes: ['10.78.0.0/24'] }
    subnets: [
      {
        name: 'program'
        properties: {
          addressPrefix: '10.78.0.0/27'
          delegations: [
            { name: 'program', properties: { serviceName: 'Microsoft.App/environments' } }
          ]
        }
      }
      {
        name: 'journal'
        properties: {
          addressPrefix: '10.78.0.32/28'
          delegations: [
            { name: 'journal', properties: { serviceName: 'Microsoft.DBforPostgreSQL/flexibleServers' } }
          ]
        }
      }
    ]
  }

  resource programSubnet 'subnets' existing = { name: 'program' }
  resource journalSubnet 'subnets' existing = { name: 'journal' }
}

resource names 'Microsoft.Network/privateDnsZones@2020-06-01' = {
  name: '${name}.private.postgres.database.azure.com'
  location: 'global'

  resource link 'virtualNetworkLinks' = {
    name: name
    location: 'global'
    properties: {
      registrationEnabled: false
      virtualNetwork: { id: network.id }
    }
  }
}

// The journal wants a disk that lasts, and SQLite wants a local one, which containers here do not
// have. It holds what people said and the lists have not accepted, so no public address leads to it.
resource journal 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: own
  location: location
  sku: { name: 'Standard_B1ms', tier: 'Burstable' }
  properties: {
    version: '16'
    administratorLogin: 'cutover'
    administratorLoginPassword: journalPassword
    storage: { storageSizeGB: 32 }
    backup: { backupRetentionDays: 7, geoRedundantBackup: 'Disabled' }
    highAvailability: { mode: 'Disabled' }
    network: {
      delegatedSubnetResourceId: network::journalSubnet.id
      privateDnsZoneArmResourceId: names.id
    }
  }
  dependsOn: [names::link]

  resource database 'databases' = {
    name: 'cutover'
    properties: { charset: 'UTF8', collation: 'en_US.utf8' }
  }
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: name
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: logs.properties.customerId
        sharedKey: logs.listKeys().primarySharedKey
      }
    }
    vnetConfiguration: { infrastructureSubnetId: network::programSubnet.id, internal: false }
    workloadProfiles: [{ name: 'Consumption', workloadProfileType: 'Consumption' }]
  }
}

var journalAddress = 'postgresql://cutover:${uriComponent(journalPassword)}@${journal.properties.fullyQualifiedDomainName}:5432/cutover?sslmode=require'

var secrets = concat(
  [{ name: 'journal', value: journalAddress }],
  registered ? [{ name: 'app-secret', value: appSecret }] : []
)

var settings = concat(
  [
    { name: 'CUTOVER_APP_ID', value: clientId }
    { name: 'CUTOVER_TENANT', value: tenant().tenantId }
    { name: 'CUTOVER_SITE', value: site }
    { name: 'CUTOVER_MANIFEST', value: manifest }
    { name: 'CUTOVER_ZONE', value: zone }
    { name: 'CUTOVER_PROVINCE', value: province }
    { name: 'CUTOVER_LANGUAGE', value: language }
    { name: 'CUTOVER_JOURNAL', secretRef: 'journal' }
  ],
  registered ? [{ name: 'CUTOVER_APP_SECRET', secretRef: 'app-secret' }] : []
)

var container = {
  image: '${registry.properties.loginServer}/${image}'
  env: settings
  resources: { cpu: json('0.5'), memory: '1Gi' }
}

resource program 'Microsoft.App/containerApps@2024-03-01' = {
  name: name
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    environmentId: environment.id
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: { external: true, targetPort: port, transport: 'http', allowInsecure: false }
      registries: [{ server: registry.properties.loginServer, identity: identity.id }]
      secrets: secrets
    }
    template: {
      containers: [
        union(container, {
          name: 'cutover'
          probes: [
            {
              type: 'Startup'
              httpGet: { path: '/healthz', port: port }
              periodSeconds: 5
              failureThreshold: 24
            }
            {
              type: 'Liveness'
              httpGet: { path: '/healthz', port: port }
              periodSeconds: 30
              failureThreshold: 3
            }
          ]
        })
      ]
      // One process serves an organisation: a second would send what the first has claimed.
      scale: { minReplicas: 1, maxReplicas: 1 }
    }
  }
  dependsOn: [pull, journal::database]
}

// Makes and completes the lists. A managed identity works nowhere but here, so this does too.
resource provision 'Microsoft.App/jobs@2024-03-01' = {
  name: '${name}-provision'
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    environmentId: environment.id
    workloadProfileName: 'Consumption'
    configuration: {
      triggerType: 'Manual'
      manualTriggerConfig: { parallelism: 1, replicaCompletionCount: 1 }
      replicaTimeout: 600
      replicaRetryLimit: 0
      registries: [{ server: registry.properties.loginServer, identity: identity.id }]
      secrets: secrets
    }
    template: {
      containers: [union(container, { name: 'provision', args: ['provision'] })]
    }
  }
  dependsOn: [pull]
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: own
  location: 'global'
  kind: 'azurebot'
  sku: { name: 'F0' }
  properties: {
    displayName: 'Cutover'
    endpoint: 'https://${program.properties.configuration.ingress.fqdn}/api/messages'
    msaAppId: clientId
    msaAppTenantId: tenant().tenantId
    msaAppType: registered ? 'SingleTenant' : 'UserAssignedMSI'
    msaAppMSIResourceId: registered ? null : identity.id
  }

  resource teams 'channels' = {
    name: 'MsTeamsChannel'
    location: 'global'
    properties: {
      channelName: 'MsTeamsChannel'
      properties: { isEnabled: true }
    }
  }
}

@description('Whom Cutover runs as: CUTOVER_APP_ID of the app package.')
output appId string = clientId

@description('Where Teams reaches the program.')
output endpoint string = bot.properties.endpoint
