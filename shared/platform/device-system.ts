/** Documentation: chapter "Device management": the device itself, its modules and its sensors. */
import Type from 'typebox'
import { op } from './define.ts'
import { BatteryAlarm } from './device.ts'
import { AtDevice } from './device-params.ts'
import { oneOf, Permission } from './values.ts'

/** When new firmware is taken into use. */
export const UpgradeMoment = { nextStart: 0, now: 1 } as const

/** Satellite systems of a positioning module, spelt as documented. Devices may know others. */
export const SatelliteSystem = {
  GPS: 'gps',
  BeiDou: 'bds',
  GLONASS: 'glonass',
  Galileo: 'Galiteo',
  QZSS: 'qzss',
} as const

export const PoliceType = { traffic: 'traffic', tourist: 'tourist', patrol: 'patrol' } as const

/** `key` of sensor data; upper and lower case are one. */
export const SensorKey = {
  heartRate: 'body_P',
  bodyTemperature: 'body_T',
  bloodPressure: 'body_BP',
  respiratoryRate: 'body_RR',
  bloodOxygen: 'body_SpO2',
  oxygen: 'gas_O2',
  hydrogenSulfide: 'gas_H2S',
  carbonMonoxide: 'gas_CO',
  carbonDioxide: 'gas_CO2',
  methane: 'gas_CH4',
} as const

const NotEmpty = { minLength: 1 }

const Settings = Type.String({ description: 'JSON text' })

const Positioning = {
  setupSignal: Type.Optional(
    Type.Array(Type.String(), { description: 'satellite systems in use, out of supportSignal; see SatelliteSystem' }),
  ),
  enable: Type.Optional(Type.Boolean()),
  reportInterval: Type.Optional(Type.Number({ unit: 's', minimum: 0 })),
  reportDistance: Type.Optional(
    Type.Number({ unit: 'm', minimum: 0, description: 'reports earlier after so far', documented: { type: 'string' } }),
  ),
}

const LawEnforcement = {
  serial: Type.String({ ...NotEmpty, description: 'serial number of the device' }),
  userNo: Type.String({ ...NotEmpty, description: 'police number of the wearer' }),
  userName: Type.String(),
  userDescribe: Type.String(),
  unitNo: Type.String(),
  unitName: Type.String(),
  postName: Type.String({ description: 'position of the wearer' }),
  policeType: oneOf(PoliceType),
  defaultConference: Type.String({ description: 'ID of the group it talks in unless told otherwise' }),
}

const SensorSchema = Type.Object({
  key: Type.String({ description: 'see SensorKey; upper and lower case are one' }),
  unit: Type.String({ description: 'of the reading' }),
  reading: Type.Number(),
  bAlarm: Type.Optional(Type.Boolean({ description: 'whether it is outside its limits' })),
  alarm_min: Type.Optional(Type.Number({ description: 'alarm below this' })),
  alarm_max: Type.Optional(Type.Number({ description: 'alarm above this' })),
})

export const deviceSystem = {
  config: op({
    name: 'device.config',
    method: 'GET',
    path: '/bvcsp/v1/pu/config/:puid',
    pace: 'device',
    params: AtDevice,
    data: Type.Object({
      jsonSchema: Type.String({ description: 'JSON schema of jsonConfig, as a text' }),
      jsonConfig: Settings,
    }),
  }),
  setConfig: op({
    name: 'device.setConfig',
    method: 'PUT',
    path: '/bvcsp/v1/pu/config/:puid',
    pace: 'device',
    permission: Permission.devices,
    params: AtDevice,
    body: Type.Object({ jsonConfig: Settings }),
  }),
  /** Cuts off who watches it. */
  reboot: op({
    name: 'device.reboot',
    method: 'POST',
    path: '/bvcsp/v1/pu/reboot/:puid',
    pace: 'device',
    destructive: true,
    permission: Permission.devices,
    params: AtDevice,
  }),
  /** It comes back when it signs in again. */
  kickOut: op({
    name: 'device.kickOut',
    method: 'POST',
    path: '/bvcsp/v1/pu/kickout/:puid',
    destructive: true,
    permission: Permission.devices,
    params: AtDevice,
  }),
  setBattery: op({
    name: 'device.setBattery',
    method: 'PUT',
    path: '/bvcsp/v1/pu/power/battery/:puid',
    pace: 'device',
    permission: Permission.devices,
    params: AtDevice,
    body: Type.Object(BatteryAlarm),
  }),
  positioning: op({
    name: 'device.positioning',
    method: 'GET',
    path: '/bvcsp/v1/pu/gpsconfig/:puid',
    pace: 'device',
    params: AtDevice,
    data: Type.Object({
      name: Type.Optional(Type.String({ description: 'of the module' })),
      supportSignal: Type.Optional(
        Type.Array(Type.String(), { description: 'satellite systems it can use; see SatelliteSystem' }),
      ),
      ...Positioning,
    }),
  }),
  setPositioning: op({
    name: 'device.setPositioning',
    method: 'POST',
    path: '/bvcsp/v1/pu/gpsconfig/:puid',
    pace: 'device',
    permission: Permission.devices,
    params: AtDevice,
    body: Type.Object(Positioning),
  }),
  upgradeStatus: op({
    name: 'device.upgradeStatus',
    method: 'GET',
    path: '/bvcsp/v1/pu/upgrade/:puid',
    pace: 'device',
    params: AtDevice,
    data: Type.Object({
      percent: Type.Number({ unit: '%', description: '-1: no upgrade under way' }),
      speed: Type.Number({ unit: 'kB/s', description: 'of the download; below 0: why it failed' }),
      softwareVersion: Type.String({ description: 'that runs' }),
      updateFinishTime: Type.Number({ unit: 's', moment: 's', description: 'UTC when it came to that version' }),
    }),
  }),
  upgrade: op({
    name: 'device.upgrade',
    method: 'POST',
    path: '/bvcsp/v1/pu/upgrade/:puid',
    pace: 'device',
    destructive: true,
    permission: Permission.devices,
    params: AtDevice,
    body: Type.Object({ fileid: Type.String({ description: 'file on the platform' }), promptly: oneOf(UpgradeMoment) }),
  }),
  lawEnforcement: op({
    name: 'device.lawEnforcement',
    method: 'GET',
    path: '/bvcsp/v1/pu/zfyinfo/:puid',
    pace: 'device',
    params: AtDevice,
    data: Type.Object({
      deviceModel: Type.String(),
      IMEIMEID: Type.String({ description: 'IMEI or MEID' }),
      ...LawEnforcement,
      currentConference: Type.String({ description: 'ID of the group it talks in' }),
    }),
  }),
  setLawEnforcement: op({
    name: 'device.setLawEnforcement',
    method: 'PUT',
    path: '/bvcsp/v1/pu/zfyinfo/:puid',
    pace: 'device',
    permission: Permission.devices,
    params: AtDevice,
    body: Type.Partial(Type.Object(LawEnforcement)),
  }),
  sensors: op({
    name: 'device.sensors',
    method: 'GET',
    path: '/bvcsp/v1/pu/sensor/data/:puid',
    pace: 'device',
    params: AtDevice,
    data: Type.Array(SensorSchema),
  }),
  setSensors: op({
    name: 'device.setSensors',
    method: 'PUT',
    path: '/bvcsp/v1/pu/sensor/data/:puid',
    pace: 'device',
    permission: Permission.devices,
    params: AtDevice,
    body: Type.Array(
      Type.Object({
        key: SensorSchema.properties.key,
        alarm_min: Type.Number({ description: 'alarm below this' }),
        alarm_max: Type.Number({ description: 'alarm above this' }),
      }),
    ),
  }),
}
