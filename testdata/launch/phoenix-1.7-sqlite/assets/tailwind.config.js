module.exports = {
  content: ["./js/**/*.js", "../lib/tern_web.ex", "../lib/tern_web/**/*.*ex"],
  plugins: []
}
