# escape=`
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
WORKDIR C:\app
COPY testfile.txt c:\
RUN dir c:\ `
  && echo done
ENV A=one` two B="say `"hi`"" C=\n
SHELL ["powershell", "-Command"]
CMD c:\app\run.exe
