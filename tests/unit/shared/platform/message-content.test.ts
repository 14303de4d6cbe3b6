import { expect, it } from 'vitest'
import { messageContents, MessageType } from '../../../../shared/platform/message-content.ts'
import { read } from '../../../../shared/platform/read.ts'

it('knows a content for every type of message', () => {
  expect(Object.keys(messageContents).toSorted()).toEqual(Object.values(MessageType).toSorted())
})

it('reads contents as they are printed: sizes as numbers too, startCount', () => {
  const file = { fileID: 'F1', fileSize: 121212, fileName: 'a.jpg', duration: '10000' }
  expect(read(messageContents.video, file)).toEqual({
    fileID: 'F1',
    fileSize: '121212',
    fileName: 'a.jpg',
    duration: 10_000,
  })
  expect(read(messageContents.gps, { lat: 31.5, lng: 117.5, startCount: 3 })).toEqual({
    lat: 31.5,
    lng: 117.5,
    starCount: 3,
  })
  expect(() => read(messageContents.text, {})).toThrow('/textMsg')
})
