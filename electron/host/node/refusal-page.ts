/** What a person sees who comes without (or with a used) token. In both languages: nobody is signed in who could have chosen one. */
export const REFUSAL_PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Watchpost</title>
    <style>
      body { margin: 15vh auto; max-width: 36rem; padding: 0 1rem; font: 16px/1.6 system-ui, sans-serif; background: #14171c; color: #d6dae0 }
      h1 { font-size: 1.2rem }
    </style>
  </head>
  <body>
    <h1>This address does not open Watchpost</h1>
    <p>Each address Watchpost prints is good once and for ten minutes. Start Watchpost again, or press Enter in the window where it runs, and open the new address.</p>
    <h1 lang="zh-CN">此地址无法打开 Watchpost</h1>
    <p lang="zh-CN">Watchpost 给出的每个地址只能使用一次，十分钟内有效。请重新启动 Watchpost，或在其运行窗口中按回车键，然后打开新的地址。</p>
  </body>
</html>
`
