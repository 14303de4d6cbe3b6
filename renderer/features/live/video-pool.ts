/**
 * Screens (a `<video>` and, above it, the last picture of a stream that ended) are made once and used again.
 * Chromium caps the media players of a page: grids that make a new `<video>` at each toggle end with black panes.
 * An element outside the document is paused by the browser, so a screen without a pane rests in a corner of the page.
 */

/** Wide enough for a maximised pane to be recognised, small enough for sixteen of them. */
const STILL_MAX_WIDTH = 960
/** Of a picture that is kept when nothing shows it: many of them are. */
const COPY_MAX_WIDTH = 480

export interface Screen {
  /** What a pane puts into itself. Moving it keeps the video playing. */
  readonly element: HTMLElement
  readonly video: HTMLVideoElement
  /** Keeps the picture shown now: the browser turns a video black when its connection is closed. False when there is none. */
  keepPicture(): boolean
  /** A small copy of what is seen now; undefined when that is nothing. */
  copyPicture(): HTMLCanvasElement | undefined
  /** Shows a picture over the video until `dropPicture`. */
  showPicture(picture: HTMLCanvasElement): void
  /** What is seen now: the video, or the last picture of one that ended. */
  picture(): HTMLVideoElement | HTMLCanvasElement
  /** Shows the video again. */
  dropPicture(): void
}

export interface VideoPool {
  acquire(): Screen
  /** Gives a screen back: no stream, no picture, silent. */
  release(screen: Screen): void
  /** Moves a screen out of its pane without stopping it. */
  park(screen: Screen): void
  /** Screens ever made: never more than were in use at once. */
  readonly made: number
}

/** `onVideo`: each video that is made, once; it stays for the life of the page. */
export function createVideoPool(page: Document, onVideo: (video: HTMLVideoElement) => void): VideoPool {
  const free: Screen[] = []
  let made = 0
  let corner: HTMLElement | undefined

  function parkingPlace(): HTMLElement {
    if (corner?.isConnected) return corner
    corner = page.createElement('div')
    corner.setAttribute('aria-hidden', 'true')
    corner.style.cssText = 'position:fixed;left:-8px;top:0;width:1px;height:1px;overflow:hidden;pointer-events:none'
    page.body.append(corner)
    return corner
  }

  return {
    acquire() {
      const rested = free.pop()
      if (rested) return rested
      made += 1
      const screen = createScreen(page)
      onVideo(screen.video)
      parkingPlace().append(screen.element)
      return screen
    },
    release(screen) {
      screen.video.srcObject = null
      screen.video.muted = true
      screen.dropPicture()
      parkingPlace().append(screen.element)
      free.push(screen)
    },
    park(screen) {
      parkingPlace().append(screen.element)
    },
    get made() {
      return made
    },
  }
}

function createScreen(page: Document): Screen {
  const element = page.createElement('div')
  element.className = 'pane-screen'
  const video = page.createElement('video')
  video.muted = true
  video.autoplay = true
  video.playsInline = true
  video.disablePictureInPicture = true
  const still = page.createElement('canvas')
  still.hidden = true
  element.append(video, still)

  return {
    element,
    video,
    keepPicture() {
      if (!still.hidden) return true
      if (!hasPicture(video)) return false
      draw(video, video.videoWidth, video.videoHeight, still, STILL_MAX_WIDTH)
      still.hidden = false
      return true
    },
    copyPicture() {
      if (still.hidden && !hasPicture(video)) return undefined
      const copy = page.createElement('canvas')
      if (still.hidden) draw(video, video.videoWidth, video.videoHeight, copy, COPY_MAX_WIDTH)
      else draw(still, still.width, still.height, copy, COPY_MAX_WIDTH)
      return copy
    },
    showPicture(picture) {
      draw(picture, picture.width, picture.height, still, STILL_MAX_WIDTH)
      still.hidden = false
    },
    picture: () => (still.hidden ? video : still),
    dropPicture() {
      still.hidden = true
      // A canvas of no size gives its memory back.
      still.width = 0
      still.height = 0
    },
  }
}

function hasPicture(video: HTMLVideoElement): boolean {
  return video.videoWidth > 0 && video.readyState >= video.HAVE_CURRENT_DATA
}

function draw(from: CanvasImageSource, width: number, height: number, onto: HTMLCanvasElement, mostWidth: number): void {
  onto.width = Math.min(width, mostWidth)
  onto.height = Math.round((onto.width * height) / width)
  onto.getContext('2d')?.drawImage(from, 0, 0, onto.width, onto.height)
}
