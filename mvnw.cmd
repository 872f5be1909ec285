@echo off
rem Runs the Maven that lies in this repository; why: docs/decisions/0001-maven-in-the-repository.md
setlocal EnableExtensions DisableDelayedExpansion

set "ROOT=%~dp0"
set "VERSION="
set "SUM="
for /f "usebackq tokens=1,2 delims==" %%a in ("%ROOT%.mvn\wrapper\maven-wrapper.properties") do (
  if "%%a"=="mavenVersion" set "VERSION=%%b"
  if "%%a"=="sha512Sum" set "SUM=%%b"
)
set "ZIP=%ROOT%.mvn\wrapper\apache-maven-%VERSION%-bin.zip"

rem --- the JDK
if not defined JAVA_HOME goto java_on_path
if not exist "%JAVA_HOME%\bin\jar.exe" goto no_jdk
set "JAR=%JAVA_HOME%\bin\jar.exe"
goto java_found
:java_on_path
where java >nul 2>&1 || goto no_jdk
where jar >nul 2>&1 || goto no_jdk
set "JAR=jar"
:java_found

rem --- Maven, unpacked once for each version
if not defined MAVEN_USER_HOME set "MAVEN_USER_HOME=%USERPROFILE%\.m2"
set "DISTS=%MAVEN_USER_HOME%\wrapper\dists"
set "NAME=akme-apache-maven-%VERSION%-%SUM:~0,12%"
if exist "%DISTS%\%NAME%\bin\mvn.cmd" goto run

if not exist "%ZIP%" goto no_zip
set "ACTUAL="
for /f "skip=1 delims=" %%h in ('certutil -hashfile "%ZIP%" SHA512') do if not defined ACTUAL set "ACTUAL=%%h"
set "ACTUAL=%ACTUAL: =%"
if /i not "%ACTUAL%"=="%SUM%" goto bad_zip

set "WORK=%DISTS%\.unpack.%RANDOM%%RANDOM%"
mkdir "%WORK%" || exit /b 1
pushd "%WORK%"
"%JAR%" xf "%ZIP%"
popd
rem Another run may have been faster: its result is as good.
if not exist "%DISTS%\%NAME%" move "%WORK%\apache-maven-%VERSION%" "%DISTS%\%NAME%" >nul
rmdir /s /q "%WORK%"
if not exist "%DISTS%\%NAME%\bin\mvn.cmd" goto not_unpacked

:run
rem A home of another Maven would make mvn.cmd run that one.
set "M2_HOME="
set "MAVEN_HOME="
"%DISTS%\%NAME%\bin\mvn.cmd" %*
exit /b %ERRORLEVEL%

:no_jdk
echo mvnw: no JDK found: set JAVA_HOME to a JDK 17 or newer>&2
exit /b 1
:no_zip
echo mvnw: %ZIP% is missing: is the checkout complete?>&2
exit /b 1
:bad_zip
echo mvnw: %ZIP% does not have the SHA-512 that maven-wrapper.properties tells>&2
exit /b 1
:not_unpacked
echo mvnw: cannot unpack %ZIP% into %DISTS%>&2
exit /b 1
