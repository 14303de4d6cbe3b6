/** Documentation: chapter "historical data" ("Device GPS track"). */
import Type from 'typebox'
import { op, PAGE } from './define.ts'
import { SignalSource } from './position.ts'
import { bitsOf } from './values.ts'

export const track = {
  list: op({
    name: 'track.list',
    method: 'POST',
    path: '/bvcsp/v1/pu/history/gps',
    idempotent: true,
    paged: true,
    body: Type.Object({
      filter: Type.Object({
        device_id: Type.String(),
        timestamp_max: Type.Optional(Type.Integer({ unit: 's', moment: 's' })),
        timestamp_min: Type.Optional(Type.Integer({ unit: 's', moment: 's' })),
      }),
      ...PAGE,
    }),
    data: Type.Array(
      Type.Object({
        angle: Type.Optional(Type.Integer({ unit: '1/1000 degree', description: 'north 0, clockwise' })),
        devId: Type.Optional(Type.String()),
        height: Type.Optional(Type.Integer({ unit: 'cm' })),
        id: Type.Optional(Type.Integer()),
        lat: Type.Optional(Type.Number({ unit: 'degree', description: 'WGS-84' })),
        lng: Type.Optional(Type.Number({ unit: 'degree', description: 'WGS-84' })),
        satellite: Type.Optional(bitsOf(SignalSource)),
        speed: Type.Optional(Type.Integer({ unit: 'm/h' })),
        starCount: Type.Optional(Type.Integer({ description: '<= 0: not by satellite' })),
        state: Type.Optional(Type.Integer({ description: '1 positioned, 0 not' })),
        time: Type.Optional(Type.Integer({ unit: 's', moment: 's' })),
      }),
    ),
  }),
}
